//! Words of the names of people, and words that no name has.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::entries;

pub(in crate::ingest::parts) fn is_particle(lower: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[PARTICLES]));
    WORDS.contains(lower)
}

/// A word of headings, labels and addresses.
pub(in crate::ingest::parts) fn is_no_name(lower: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[NO_NAMES]));
    WORDS.contains(lower)
}

/// What follows the label is the person's name.
pub(in crate::ingest::parts) fn labels_name(lower: &str) -> bool {
    NAME_LABELS.split('|').any(|label| label == lower)
}

/// What follows the label is where the person lives.
pub(in crate::ingest::parts) fn labels_place(lower: &str) -> bool {
    PLACE_LABELS.split('|').any(|label| label == lower)
}

/// A spoken language, in English, in itself or in a few others.
pub(in crate::ingest::parts) fn is_spoken(lower: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[SPOKEN]));
    WORDS.contains(lower)
}

const PARTICLES: &str = "de|da|di|del|della|van|von|der|den|la|le|bin|ibn|al|el|dos|das|do|du|y|e|ter|zu|\
ten|af|av|st|mac|mc|bint|ben|abu|d'|o'";

const NO_NAMES: &str = "sample|resume|résumé|curriculum|vitae|cv|profile|summary|street|road|avenue|page|\
personal|contact|skills|experience|education|details|information|about|me|the|lebenslauf|anschrift|\
adresse|address|phone|email|mobile|telephone|linkedin|github|portfolio|website|objective|work|history|\
updated|last|references|languages|professional|technical|projects|street|lane|drive|boulevard|suite|\
apartment|currículo|hoja|vida|резюме|анкета|kontakt|contacto|contato|contatti|coordonnées|profil|and|of|\
for|with|in|open|remote|relocation|available|certified|native|fluent|date|birth|nationality|citizen|\
university|college|school|institute|functional|chronological|template|example.com|confidential|links";

const NAME_LABELS: &str = "name|full name|nom|nom et prénom|nom complet|nombre|nombre completo|nome|\
nome completo|nome e cognome|имя|фио|піб|ф.и.о|ф.и.о.|ім'я|姓名|名字|氏名|名前|이름|성명|naam|namn|imię i nazwisko|\
vor- und nachname|vorname und name|ስም";

const PLACE_LABELS: &str = "address|location|city|based in|residence|place of residence|home address|\
adresse|anschrift|wohnort|ort|standort|adresse postale|ville|lieu|localisation|domicile|dirección|\
domicilio|ubicación|ciudad|residencia|endereço|localização|cidade|morada|indirizzo|residenza|città|\
адрес|адреса|місто|город|место жительства|проживание|город проживания|地址|住址|所在地|现居地|现居住地|所在城市|居住地|现居|城市|\
住所|現住所|居住地|주소|거주지|adres|woonplaats|miejsce zamieszkania|አድራሻ";

const SPOKEN: &str = "english|spanish|french|german|italian|portuguese|chinese|mandarin|cantonese|japanese|\
korean|arabic|hindi|urdu|bengali|punjabi|tamil|telugu|marathi|gujarati|kannada|malayalam|russian|\
ukrainian|polish|dutch|swedish|norwegian|danish|finnish|greek|turkish|hebrew|persian|farsi|vietnamese|\
thai|indonesian|malay|tagalog|filipino|swahili|amharic|czech|slovak|hungarian|romanian|bulgarian|\
serbian|croatian|slovenian|lithuanian|latvian|estonian|catalan|basque|galician|latin|esperanto|welsh|\
irish|kinyarwanda|yoruba|igbo|hausa|zulu|afrikaans|nepali|sinhala|burmese|khmer|kazakh|uzbek|armenian|\
georgian|azerbaijani|icelandic|albanian|mongolian|deutsch|englisch|französisch|spanisch|italienisch|\
russisch|chinesisch|japanisch|türkisch|polnisch|niederländisch|portugiesisch|arabisch|français|anglais|\
espagnol|allemand|italien|portugais|chinois|japonais|russe|arabe|español|inglés|francés|alemán|italiano|\
portugués|chino|japonés|catalán|árabe|ruso|português|inglês|espanhol|francês|alemão|japonês|chinês|\
inglese|spagnolo|francese|tedesco|английский|английська|англійська|українська|польська|німецька|украинский|польский|русский|немецкий|французский|испанский|китайский|японский|\
итальянский|英语|中文|普通话|日语|法语|德语|韩语|西班牙语|俄语|粤语|英語|日本語|中国語|韓国語|フランス語|ドイツ語|スペイン語|\
영어|한국어|일본어|중국어|አማርኛ|እንግሊዝኛ";
