//! Words that stand in the titles of positions.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{entries, is_ideograph, words};

/// What a piece of text says about being a title: 0 for nothing, more for a word at its head.
pub(in crate::ingest::parts) fn score(text: &str) -> u8 {
    let bare = text.split(['(', '（', '<']).next().unwrap_or(text).trim();
    if bare.chars().any(is_ideograph) {
        let is_end = |part: &str| ENDS_IDEOGRAPHIC.split('|').any(|end| part.ends_with(end));
        let parts = || bare.split([' ', '/', '・', '、', '·', '兼']).map(str::trim);
        let n_letters = bare.chars().count();
        return if n_letters > 24 || bare.ends_with('。') {
            0
        } else if is_end(bare) {
            4
        } else if parts().any(is_end) {
            3
        } else {
            0
        };
    }
    let n_words = words(bare).count();
    if n_words == 0 || n_words > 12 || text.ends_with(['.', ';', '!', ':']) {
        return 0;
    }
    let lower = bare.to_lowercase();
    let mut best = 0;
    let mut is_foreign = false;
    for part in lower.split([',', '/', '&', '|', '–', '—']) {
        let all: Vec<&str> = words(part).collect();
        // The head of `Director of Platform for Europe` stands before what it is of.
        let head = all
            .iter()
            .position(|word| matches!(*word, "of" | "for" | "at" | "in" | "de" | "du" | "für"))
            .unwrap_or(all.len());
        for (index, word) in all.iter().enumerate() {
            let foreign = is_other(word);
            if foreign || is_english(word) {
                let rank = without_level(&all[..head]);
                best = best.max(if index + 1 == rank { 4 } else { 3 });
                is_foreign |= foreign;
            }
        }
    }
    if best > 0 && !is_foreign && !is_mostly_capitals(bare) {
        return 0;
    }
    best
}

/// How many words are left without the level at their end: `Engineer II`, `Analyst 2`.
fn without_level(words: &[&str]) -> usize {
    let is_level = |word: &&&str| {
        matches!(
            **word,
            "i" | "ii" | "iii" | "iv" | "v" | "intern" | "trainee" | "m" | "f" | "w" | "d"
        ) || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let n = words.iter().rev().take_while(is_level).count();
    if n < words.len() {
        words.len() - n
    } else {
        words.len()
    }
}

fn is_english(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[ENGLISH]));
    // `Finch Partners` is a firm.
    static FIRMS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| entries(&[super::organisations::FIRMS]));
    let is_firm = FIRMS.contains(word);
    WORDS.contains(word)
        || !is_firm
            && word
                .strip_suffix('s')
                .is_some_and(|word| WORDS.contains(word))
}

fn is_other(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[OTHER]));
    WORDS.contains(word)
        || ENDS
            .split('|')
            .any(|end| word.len() > end.len() && word.ends_with(end))
}

/// Sentences have more words in lower case than names and titles have.
pub(in crate::ingest::parts) fn is_mostly_capitals(text: &str) -> bool {
    let bare = text.split('(').next().unwrap_or(text);
    let long = || {
        words(bare).filter(|word| word.chars().count() > 3 && word.starts_with(char::is_alphabetic))
    };
    let n_lower = long()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    n_lower == 0 || n_lower * 2 <= long().count() && bare.split_whitespace().count() <= 5
}

pub(super) const ENGLISH: &str = "engineer|developer|manager|analyst|intern|director|consultant|\
designer|scientist|assistant|asst|associate|coordinator|specialist|lead|leader|head|officer|\
administrator|architect|technician|teacher|instructor|tutor|nurse|founder|cofounder|ceo|cto|cfo|coo|\
cmo|cio|ciso|cpo|president|vp|svp|evp|representative|rep|supervisor|executive|accountant|researcher|\
fellow|programmer|writer|editor|producer|strategist|planner|recruiter|trainer|advisor|adviser|\
attorney|lawyer|paralegal|clerk|cashier|barista|chef|cook|driver|operator|mechanic|electrician|agent|\
broker|buyer|merchandiser|owner|principal|professor|lecturer|postdoc|volunteer|secretary|treasurer|\
captain|trainee|apprentice|freelancer|contractor|sre|tester|photographer|artist|musician|therapist|\
pharmacist|physician|surgeon|dentist|caregiver|receptionist|bookkeeper|auditor|economist|statistician|\
worker|guard|mentor|internship|staff|salesperson|server|librarian|translator|journalist|copywriter|\
controller|docent|counselor|counsellor|facilitator|educator|participant|contributor|maintainer|member|\
organizer|organiser|ambassador|curator|partner|practitioner|superintendent|foreman|carpenter|plumber|\
welder|machinist|assembler|inspector|estimator|surveyor|draftsman|drafter|actuary|underwriter|teller|\
appraiser|realtor|host|hostess|waiter|waitress|bartender|housekeeper|janitor|custodian|porter|courier|\
dispatcher|packer|picker|loader|stocker|cleaner|gardener|farmer|florist|stylist|hairdresser|barber|\
beautician|coach|athlete|referee|actor|actress|singer|dancer|composer|conductor|director|dramaturg|\
animator|illustrator|videographer|cinematographer|reporter|correspondent|columnist|publicist|evangelist|\
advocate|liaison|negotiator|purchaser|investigator|detective|firefighter|paramedic|midwife|optician|\
optometrist|psychologist|psychiatrist|veterinarian|radiographer|sonographer|phlebotomist|hygienist|\
dietitian|nutritionist|physiotherapist|chiropractor|biologist|chemist|physicist|mathematician|geologist|\
astronomer|archaeologist|historian|linguist|sociologist|anthropologist|geographer|meteorologist|\
ecologist|botanist|zoologist|toxicologist|epidemiologist|microbiologist|pathologist|radiologist|\
oncologist|cardiologist|pediatrician|anesthesiologist|neurologist|dermatologist|judge|magistrate|\
solicitor|barrister|notary|diplomat|pilot|steward|stewardess|attendant|sailor|soldier|sergeant|\
lieutenant|colonel|commander|corporal|chairman|chairwoman|chair|chairperson|dean|provost|registrar|\
superintendent|headmaster|nanny|babysitter|aide|helper|laborer|labourer|handyman|installer|repairer|\
modeler|modeller|tailor|seamstress|jeweler|potter|butcher|baker|brewer|sommelier|caterer|concierge|\
usher|valet|guide|interpreter|proofreader|blogger|creator|influencer|moderator|scrum master|marketer|\
seller|vendor|trader|investor|banker|treasurer|comptroller|generalist|expert|handler|keeper|collector|\
undergraduate|resident|extern|scholar|assessor|examiner|evaluator|adjuster|arborist|ranger|lifeguard|\
cto|devops|dba|sdet|qa|gm|md|pm|ic|tlm|peer|homemaker|mother|father|parent|sysadmin|webmaster|\
bricklayer|roofer|painter|plasterer|glazier|joiner|fitter|technologist|scheduler|expeditor|logistician|\
warehouseman|picker|storekeeper|shopkeeper|hostler|groundskeeper|caretaker|governess|au pair|trooper";

/// Of languages that write their nouns small.
pub(super) const OTHER: &str = "ingénieur|ingénieure|développeur|développeuse|concepteur|conceptrice|\
directeur|directrice|responsable|chef|cheffe|chargé|chargée|assistante|stagiaire|alternant|alternante|\
technicien|technicienne|comptable|vendeur|vendeuse|conseiller|conseillère|consultante|infirmier|\
infirmière|enseignant|enseignante|professeur|professeure|formateur|formatrice|chercheur|chercheuse|\
analyste|gestionnaire|gérant|gérante|secrétaire|serveur|serveuse|cuisinier|cuisinière|administrateur|\
administratrice|rédacteur|rédactrice|graphiste|architecte|avocat|avocate|juriste|médecin|pharmacien|\
chauffeur|ouvrier|ouvrière|apprenti|apprentie|bénévole|coordinateur|coordinatrice|animateur|animatrice|\
ingeniero|ingeniera|desarrollador|desarrolladora|programador|programadora|gerente|analista|director|\
directora|jefe|jefa|responsable|coordinador|coordinadora|técnico|técnica|diseñador|diseñadora|\
consultor|consultora|asesor|asesora|contador|contadora|contable|vendedor|vendedora|profesor|profesora|\
maestro|maestra|enfermero|enfermera|médico|médica|abogado|abogada|arquitecto|arquitecta|administrador|\
administradora|asistente|auxiliar|becario|becaria|practicante|investigador|investigadora|redactor|\
redactora|traductor|traductora|camarero|camarera|cocinero|cocinera|encargado|encargada|ejecutivo|\
ejecutiva|supervisor|supervisora|científico|científica|especialista|operario|operaria|recepcionista|\
engenheiro|engenheira|desenvolvedor|desenvolvedora|coordenador|coordenadora|diretor|diretora|\
estagiário|estagiária|professor|professora|enfermeiro|enfermeira|advogado|advogada|arquiteto|arquiteta|\
assistente|consultor|consultora|cientista|projetista|supervisor|vendedor|médico|gestor|gestora|líder|\
pesquisador|pesquisadora|aprendiz|trainee|secretária|secretário|atendente|motorista|cozinheiro|\
cozinheira|ingegnere|sviluppatore|sviluppatrice|programmatore|programmatrice|direttore|direttrice|\
consulente|progettista|impiegato|impiegata|tirocinante|stagista|insegnante|infermiere|infermiera|\
avvocato|medico|architetto|ricercatore|ricercatrice|coordinatore|coordinatrice|tecnico|commesso|\
commessa|cameriere|cameriera|cuoco|cuoca|addetto|addetta|capo|leiter|leiterin|berater|beraterin|arzt|\
ärztin|kauffrau|kaufmann|meister|meisterin|werkstudent|werkstudentin|praktikant|praktikantin|referent|\
referentin|sachbearbeiter|sachbearbeiterin|auszubildender|auszubildende|azubi|geschäftsführer|\
geschäftsführerin|hilfskraft|aushilfe|ingenieur|ingenieurin|entwickler|entwicklerin|techniker|\
technikerin|lehrer|lehrerin|pfleger|pflegerin|fahrer|fahrerin|verkäufer|verkäuferin|informatiker|\
informatikerin|mitarbeiter|mitarbeiterin|assistent|assistentin|redakteur|redakteurin|gestalter|\
gestalterin|buchhalter|buchhalterin|architekt|architektin|analystin|managerin|koordinator|\
koordinatorin|spezialist|spezialistin|controllerin|ontwikkelaar|medewerker|stagiair|adviseur|beheerder|\
docent|directeur|verpleegkundige|utvecklare|ingenjör|chef|säljare|lärare|sjuksköterska|konsult|\
programista|programistka|inżynier|kierownik|kierowniczka|specjalista|specjalistka|analityk|dyrektor|\
stażysta|stażystka|księgowy|księgowa|nauczyciel|nauczycielka|inženýr|vývojář|инженер|разработчик|\
программист|менеджер|аналитик|директор|руководитель|начальник|специалист|дизайнер|бухгалтер|врач|\
медсестра|учитель|преподаватель|стажер|стажёр|ассистент|помощник|консультант|администратор|оператор|\
продавец|кассир|водитель|повар|юрист|экономист|маркетолог|архитектор|тестировщик|тимлид|редактор|\
переводчик|журналист|секретарь|координатор|мастер|техник|лаборант|сотрудник|рекрутер|логист|интерн|\
практикант|заведующий|заведующая|заместитель|технолог|методист|воспитатель|психолог|фармацевт|\
провизор|эксперт|лидер|исследователь|доцент|профессор|продакт|scrum-мастер|інженер|заступник|методист|розробник|керівник|вчитель|вчителька|бухгалтерка|лікар|продавець|водій|кухар|викладач|викладачка|аналітик|спеціаліст|фахівець|адміністратор|помічник|тестувальник|редактор|перекладач|\
mühendis|mühendisi|geliştirici|müdür|müdürü|uzman|uzmanı|stajyer|danışman";

/// Ends of compounds: `Softwareentwickler`, `Projektleiterin`.
pub(super) const ENDS: &str = "entwickler|entwicklerin|ingenieur|ingenieurin|leiter|leiterin|berater|\
beraterin|manager|managerin|techniker|technikerin|lehrer|lehrerin|pfleger|pflegerin|meister|fahrer|\
verkäufer|verkäuferin|informatiker|mitarbeiter|mitarbeiterin|assistent|assistentin|redakteur|kaufmann|\
kauffrau|architekt|architektin|forscher|forscherin|ontwikkelaar|beheerder|utvecklare|ingenjör|\
pflegekraft|fachkraft|referent|referentin|analyst|analystin|bearbeiter|bearbeiterin|führer|führerin|\
betreuer|betreuerin|gestalter|gestalterin|mechaniker|schlosser|arbeiter|student|studentin";

/// Titles written without blanks end in one of these.
const ENDS_IDEOGRAPHIC: &str = "工程师|工程師|经理|經理|总监|總監|主管|主任|专员|專員|助理|顾问|顧問|实习生|實習生|\
设计师|設計師|分析师|分析師|架构师|架構師|研究员|研究員|教师|教師|老师|讲师|講師|教授|医生|醫生|医师|医師|护士|護士|会计|\
會計|会计师|律师|律師|编辑|編輯|翻译|翻譯|销售|銷售|运营|運營|开发|開發|负责人|組長|组长|部长|部長|课长|課長|係長|室長|店長|\
店长|社長|次長|代表|总裁|董事|董事长|创始人|合伙人|秘书|秘書|文员|客服|司机|厨师|科学家|程序员|管理员|管理員|技术员|技術員|实习|\
测试|运维|产品经理|长|長|员|師|师|エンジニア|マネージャー|マネジャー|デザイナー|アナリスト|コンサルタント|プログラマー|プログラマ|\
ディレクター|プロデューサー|リーダー|アシスタント|スタッフ|インターン|担当|営業|開発者|看護師|薬剤師|責任者|サイエンティスト|\
アーキテクト|スペシャリスト|アドバイザー|オペレーター|ライター|エディター|アルバイト|講師|研究者|事務|経理|総務|職員|社員|\
エンジニアリング|엔지니어|개발자|매니저|디자이너|분석가|연구원|인턴|과장|부장|대리|사원|팀장|대표|이사|교사|간호사|컨설턴트|\
기획자|프로그래머|마케터|책임|선임";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_what_is_none() {
        for title in [
            "Senior Software Engineer",
            "Software Engineer II",
            "VP of Engineering",
            "Intern",
            "Softwareentwicklerin",
            "Chef de projet informatique",
            "Ведущий инженер-программист",
            "高级软件工程师",
            "バックエンドエンジニア",
            "Quality Assurance Intern (40 hours per week)",
        ] {
            assert!(score(title) > 0, "{title}");
        }
        for other in [
            "Meridian Labs",
            "led a team of engineers through a long migration",
            "Worked as an engineer.",
            "华夏科技有限公司",
            "",
        ] {
            assert_eq!(score(other), 0, "{other}");
        }
    }
}
