//! Words of companies, schools and other employers.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{entries, is_ideograph, words};

/// What a piece of text says about being an organisation: 0 for nothing, 5 for a legal form.
pub(in crate::ingest::parts) fn score(text: &str) -> u8 {
    static LEGAL_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[LEGAL]));
    static STRONG_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[STRONG]));
    static WEAK_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[WEAK, FIRMS]));
    let score = |word: &str| {
        let lower = word.to_lowercase();
        let lower = lower.as_str();
        if LEGAL_WORDS.contains(lower) || lower == "co" && text.contains("Co.") {
            5
        } else if STRONG_WORDS.contains(lower) || is_compound(lower) {
            4
        } else if WEAK_WORDS.contains(lower) {
            2
        } else {
            0
        }
    };
    let ideographic = if text.chars().any(is_ideograph) {
        ENDS_IDEOGRAPHIC
            .iter()
            .find(|(_, ends)| ends.split('|').any(|end| text.contains(end)))
            .map_or(0, |(score, _)| *score)
    } else {
        0
    };
    words(text).map(score).max().unwrap_or(0).max(ideographic)
}

/// `Universitätsklinikum`, `Volksbank`, `Fachhochschule`.
fn is_compound(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "universität",
        "hochschule",
        "klinikum",
        "bank",
        "schule",
        "werke",
        "institut",
        "gymnasium",
        "verlag",
        "gesellschaft",
        "kasse",
        "akademie",
        "krankenhaus",
    ];
    word.len() > 7 && ENDS.iter().any(|end| word.ends_with(end))
}

/// Whether the text names a school, or what else gives degrees.
pub(in crate::ingest::parts) fn is_school(text: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[SCHOOLS]));
    SCHOOLS_IDEOGRAPHIC
        .split('|')
        .any(|word| text.contains(word))
        || words(text).any(|word| {
            let lower = word.to_lowercase();
            WORDS.contains(lower.as_str())
                || [
                    "universität",
                    "hochschule",
                    "gymnasium",
                    "schule",
                    "universiteit",
                    "universitet",
                ]
                .iter()
                .any(|end| lower.ends_with(end))
        })
}

/// Whether the words name a part of a company and no company: `Platform`, `Data Operations`.
pub(in crate::ingest::parts) fn is_department(text: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[DEPARTMENTS]));
    let mut all = words(text).peekable();
    all.peek().is_some() && all.all(|word| WORDS.contains(word.to_lowercase().as_str()))
}

pub(super) const LEGAL: &str = "inc|llc|llp|ltd|limited|corp|corporation|gmbh|ag|plc|bv|b.v|nv|sa|sas|\
sarl|srl|spa|s.p.a|s.a|s.l|sl|kg|ohg|se|ab|oy|as|aps|pty|pvt|pte|kk|k.k|ooo|ооо|оао|зао|пао|ао|ип|тов|\
ltda|eireli|s.r.l|sp|ev|e.v|ug|mbh|co.,ltd";

pub(super) const STRONG: &str = "company|university|college|school|institute|foundation|hospital|bank|\
group|labs|laboratories|laboratory|holdings|ventures|université|universität|universidad|universidade|\
università|universiteit|uniwersytet|университет|институт|школа|колледж|банк|компания|завод|больница|\
поликлиника|агентство|студия|фабрика|корпорация|группа|академия|école|institut|instituto|hôpital|\
banque|banco|banca|société|groupe|empresa|compañía|grupo|ministère|ministerio|ministry|ministério|\
council|authority|clinic|clínica|clinique|klinik|association|academy|studios|enterprises|industries|\
airlines|motors|pharma|pharmaceuticals|publishing|restaurant|hotel|museum|library|church|society|\
federation|union|committee|commission|embassy|consulting|partners|associates|technologies|polytechnic|\
stadtwerke|verlag|verein|krankenhaus|klinikum|bakery|café|cafe|pharmacy|supermarket|brewery|winery|\
logistics|freight|insurance|bancorp|brothers|bros|sons|district|municipality|prefecture|county|army|\
navy|force|collective|cooperative|co-op|charity|trust|initiative|league|guild|chamber|bureau";

pub(super) const WEAK: &str = "systems|system|solutions|services|service|agency|studio|software|media|\
health|healthcare|capital|international|global|center|centre|department|club|network|networks|lab|\
technology|press|magazine|retail|electronics|store|shop|market|markets|works|digital|interactive|\
energy|power|robotics|analytics|dynamics|design|security|financial|finance|foods|food|games|gaming|\
entertainment|communications|telecom|mobile|cloud|data|bio|biotech|biosciences|therapeutics|sciences|\
aerospace|automotive|construction|properties|realty|travel|tours|fashion|apparel|sports|fitness|\
education|learning|university's|team|organization|organisation|program|programme|project|community|\
office|government|federal|national|royal|city|corps|aviation|shipping|packaging|paper|steel|chemicals|\
materials|instruments|devices|semiconductor|semiconductors|medical|dental|veterinary|care|home|house|\
centro|tecnología|tecnologias|tecnologías|soluções|soluciones|serviços|servicios|consultoria|\
consultoría|conseil|numérique|технологии|системы|решения|центр|лаборатория|групп|софт|медиа|торговый|\
строй|сервис|telekom|systeme|technik|medien|technologie|gruppe|industrie|handel|bau|dienste|kitchen|\
grill|bistro|diner|coffee|books|gallery|theatre|theater|orchestra|opera|mart|depot|outfitters|forge|\
foundry|mills|farms|farm|dairy|clothing|furniture|hardware|garage|exchange|payments|ai|io|tech|co|\
engineering|manufacturing|infrastructure";

/// What people do, in the plural, as the last word of a firm's name.
pub(super) const FIRMS: &str = "partners|associates|consultants|contractors|builders|architects|engineers|\
attorneys|lawyers|advisors|advisers|accountants|designers|developers|planners|surveyors|caterers|brokers|\
realtors|publishers|printers|movers";

/// By score; the end of a name, or the start of a Japanese one.
const ENDS_IDEOGRAPHIC: &[(u8, &str)] = &[
    (
        5,
        "有限公司|股份公司|株式会社|有限会社|合同会社|주식회사|（株）|(株)|㈱",
    ),
    (
        4,
        "公司|集团|集團|银行|銀行|医院|醫院|病院|大学|大學|学院|學院|研究所|研究院|事务所|事務所|工作室|大学校|은행|병원|\
         회사|대학교|学校|證券|证券|保险|工厂|报社|出版社",
    ),
    (
        2,
        "中心|超市|商店|餐厅|酒店|科技|网络|互联网|技术|软件|信息|电子|传媒|物流|汽车|实业|集成|システム|テクノロジー|ソリューション|サービス|銀座|\
         製作所|電機|商事|工業|통신|전자|그룹|테크|시스템|製薬|自動車|ラボ",
    ),
];

const SCHOOLS: &str = "university|universities|college|school|institute|academy|polytechnic|université|\
universität|universidad|hochschule|fachhochschule|école|ecole|institut|instituto|universidade|\
università|conservatory|conservatoire|seminary|university's|lycée|collège|iut|instituto|escuela|\
escola|facultad|faculdade|politecnico|politécnica|politécnico|liceo|istituto|colegio|colégio|\
universiteit|hogeschool|universitet|högskola|uniwersytet|politechnika|univerzita|üniversitesi|\
университет|институт|академия|колледж|школа|техникум|училище|лицей|гимназия|ліцей|гімназія|коледж|технікум|інститут|академія|вшэ|мгу|мгту|мфти|спбгу|\
університет|gymnasium|berufsschule|berufskolleg|kolleg|realschule|gesamtschule|akademie|mit|caltech|eth|epfl|ucla|usc|\
nyu|cmu|lse|ucl|postech|kaist|iit|bits|insead|hec|tu|rwth|fh|uc|suny|cuny|georgia tech|high school|\
konservatorium|musikhochschule|campus|u";

const SCHOOLS_IDEOGRAPHIC: &str = "大学|大學|学院|學院|中学|中學|高中|学校|學校|高校|高等学校|高専|専門学校|大学院|대학교|대학|고등학교|학원";

const DEPARTMENTS: &str = "platform|platforms|backend|back|end|frontend|front|infrastructure|payments|\
growth|data|mobile|web|marketing|sales|operations|research|product|products|engineering|security|cloud|\
analytics|finance|accounting|hr|legal|design|ux|ui|it|qa|quality|assurance|support|customer|success|\
success|strategy|business|development|developer|experience|tools|machine|learning|ai|ml|core|services|\
service|systems|internal|external|global|emea|apac|americas|na|ios|android|devops|reliability|site|\
network|networking|storage|search|ads|advertising|commerce|identity|and|of|the|for|talent|people|\
procurement|supply|chain|logistics|manufacturing|production|r|d|clinical|regulatory|compliance|risk|\
audit|tax|treasury|credit|ledger|ingest|aggregation|import|export|integration|integrations|api|apis|\
full|part|time|stack|full-time|part-time|contract|remote|team|department|division|unit|digital|\
communications|public|relations|content|brand|editorial|creative|technology|technical|software|\
hardware|embedded|robotics|vision|computer|science|nlp|big|warehouse|retail|wholesale|enterprise|smb|\
consumer|corporate|government|education|health|care|pediatrics|emergency|icu|oncology|surgery|nursing";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisations_by_how_plainly_they_say_so() {
        assert_eq!(score("Acme Inc."), 5);
        assert_eq!(score("Springfield State University"), 4);
        assert_eq!(score("Beta Systems"), 2);
        assert_eq!(score("华夏科技有限公司"), 5);
        assert_eq!(score("ООО Ромашка"), 5);
        assert_eq!(score("Initech"), 0);
        assert!(is_school("Universität Hamburg"));
        assert!(is_department("Platform Operations"));
        assert!(!is_department("Spotify"));
    }
}
