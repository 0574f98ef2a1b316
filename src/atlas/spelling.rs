//! One spelling for what is written in several: British and American words, and abbreviations.

/// A key that British and American spellings of a word share. It is no word: it is only compared with other keys.
pub(super) fn key(word: &str) -> String {
    if let Some((_, american)) = PAIRS.iter().find(|(british, _)| *british == word) {
        return (*american).to_owned();
    }
    if word.len() < 5 || !word.is_ascii() {
        return word.to_owned();
    }
    let mut key = word.to_owned();
    for (british, american) in [("ae", "e"), ("ll", "l")] {
        if key.contains(british) {
            key = key.replace(british, american);
        }
    }
    for (british, american) in [
        ("our", "or"),
        ("ise", "ize"),
        ("isi", "izi"),
        ("isa", "iza"),
        ("yse", "yze"),
        ("ysi", "yzi"),
        ("ogue", "og"),
        ("oe", "e"),
        ("ough", "ow"),
        ("aught", "aft"),
        ("mould", "mold"),
    ] {
        // Inside a word only: `isolation` and `ourselves` begin alike in both.
        if key.find(british).is_some_and(|at| at > 1) {
            key = key.replace(british, american);
        }
    }
    for (british, american) in [("tre", "ter"), ("ence", "ense"), ("mme", "m")] {
        if let Some(stem) = key.strip_suffix(british) {
            key = format!("{stem}{american}");
        }
    }
    key
}

const PAIRS: &[(&str, &str)] = &[
    ("tyre", "tire"),
    ("kerb", "curb"),
    ("grey", "gray"),
    ("cheque", "check"),
    ("aluminium", "aluminum"),
    ("storey", "story"),
    ("licence", "license"),
    ("lorry", "truck"),
    ("colour", "color"),
];

/// What an abbreviation may stand for, the likeliest first.
///
/// Only those whose words are not in the titles themselves or have several meanings need to be here.
pub(super) fn long_forms(word: &str) -> &'static [&'static str] {
    let of = |word: &str| {
        let at = LONG_FORMS.binary_search_by(|(short, _)| (*short).cmp(word));
        at.ok().map(|at| LONG_FORMS[at].1)
    };
    // `RNs` is too short to be known for a plural.
    of(word)
        .or_else(|| of(word.strip_suffix('s')?))
        .unwrap_or_default()
}

/// In the order of the alphabet.
const LONG_FORMS: &[(&str, &[&str])] = &[
    ("acct", &["accountant", "accounting"]),
    ("admin", &["administrator", "administrative"]),
    ("ae", &["account executive"]),
    ("ai", &["artificial intelligence"]),
    ("am", &["account manager"]),
    ("ap", &["accounts payable"]),
    ("ar", &["accounts receivable"]),
    ("asst", &["assistant"]),
    ("av", &["audio visual"]),
    ("avp", &["assistant vice president", "vice president"]),
    ("ba", &["business analyst"]),
    ("bcba", &["behavior analyst"]),
    ("bd", &["business development"]),
    ("bdr", &["business development representative"]),
    ("bi", &["business intelligence"]),
    ("cad", &["computer aided design"]),
    ("cao", &["chief administrative officer"]),
    ("cdl", &["commercial truck"]),
    ("cdo", &["chief data officer"]),
    ("ceo", &["chief executive officer"]),
    ("cfo", &["chief financial officer"]),
    ("chro", &["chief human resources officer"]),
    ("cio", &["chief information officer"]),
    ("ciso", &["chief information security officer"]),
    ("cmo", &["chief marketing officer"]),
    ("cna", &["certified nursing assistant"]),
    ("cnc", &["computer numerically controlled"]),
    ("coo", &["chief operating officer"]),
    ("cpa", &["certified public accountant"]),
    ("cpo", &["chief product officer"]),
    ("cro", &["chief revenue officer"]),
    ("cs", &["customer service", "computer science"]),
    ("csm", &["customer success manager"]),
    ("csr", &["customer service representative"]),
    ("cto", &["chief technology officer"]),
    ("dba", &["database administrator"]),
    ("dev", &["developer"]),
    ("devops", &["development operations"]),
    ("dr", &["doctor"]),
    ("ea", &["executive assistant"]),
    ("eic", &["editor in chief"]),
    ("emt", &["emergency medical technician"]),
    ("eng", &["engineer", "engineering"]),
    ("engr", &["engineer"]),
    ("esl", &["english as a second language"]),
    ("exec", &["executive"]),
    ("gis", &["geographic information systems"]),
    ("gm", &["general manager"]),
    ("gp", &["general practitioner"]),
    ("hca", &["healthcare assistant"]),
    ("hgv", &["heavy goods vehicle"]),
    ("hr", &["human resources"]),
    ("hrbp", &["human resources business partner"]),
    ("hris", &["human resources information systems"]),
    ("hse", &["health and safety"]),
    ("hvac", &["heating air conditioning"]),
    ("icu", &["intensive care"]),
    ("it", &["information technology"]),
    ("lpn", &["licensed practical nurse"]),
    ("lvn", &["licensed vocational nurse"]),
    ("ma", &["medical assistant"]),
    ("md", &["medical doctor", "managing director"]),
    ("mgmt", &["management"]),
    ("mgr", &["manager"]),
    ("ml", &["machine learning"]),
    ("mlt", &["medical laboratory technician"]),
    ("mri", &["magnetic resonance imaging"]),
    ("msw", &["social worker"]),
    ("nlp", &["natural language processing"]),
    ("np", &["nurse practitioner"]),
    ("ops", &["operations"]),
    ("ot", &["occupational therapist"]),
    ("pa", &["physician assistant", "personal assistant"]),
    ("pc", &["personal computer"]),
    ("pe", &["physical education"]),
    ("pm", &["project manager", "product manager"]),
    ("pmo", &["project management office"]),
    ("po", &["product owner"]),
    ("ppc", &["pay per click"]),
    ("pr", &["public relations"]),
    ("prof", &["professor"]),
    ("pt", &["physical therapist", "personal trainer"]),
    ("qa", &["quality assurance"]),
    ("qc", &["quality control"]),
    ("rd", &["registered dietitian"]),
    ("rep", &["representative"]),
    ("rmt", &["registered massage therapist"]),
    ("rn", &["registered nurse"]),
    ("rt", &["respiratory therapist", "radiologic technologist"]),
    ("sde", &["software development engineer"]),
    ("sdet", &["software development engineer in test"]),
    ("sdr", &["sales development representative"]),
    ("sem", &["search engine marketing"]),
    ("seo", &["search engine optimization"]),
    ("slp", &["speech language pathologist"]),
    ("soc", &["security operations center"]),
    ("sped", &["special education"]),
    ("sre", &["site reliability engineer"]),
    ("svp", &["senior vice president", "vice president"]),
    ("swe", &["software engineer"]),
    ("ta", &["teaching assistant", "talent acquisition"]),
    ("tech", &["technician", "technology", "technologist"]),
    ("tpm", &["technical program manager"]),
    ("tv", &["television"]),
    ("ui", &["user interface"]),
    ("ux", &["user experience"]),
    ("va", &["virtual assistant"]),
    ("vet", &["veterinarian"]),
    ("vfx", &["visual effects"]),
    ("vp", &["vice president"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_have_one_key() {
        for (british, american) in [
            ("organiser", "organizer"),
            ("behavioural", "behavioral"),
            ("paediatric", "pediatric"),
            ("anaesthetist", "anesthetist"),
            ("gynaecologist", "gynecologist"),
            ("theatre", "theater"),
            ("centre", "center"),
            ("programme", "program"),
            ("counsellor", "counselor"),
            ("jeweller", "jeweler"),
            ("analyse", "analyze"),
            ("draughtsman", "draftsman"),
            ("defence", "defense"),
            ("labourer", "laborer"),
            ("tyre", "tire"),
        ] {
            assert_eq!(key(british), key(american), "{british}");
        }
        assert_ne!(key("nurse"), key("nursery"));
    }

    #[test]
    fn abbreviations_stand_in_order_to_be_found() {
        assert!(LONG_FORMS.is_sorted_by_key(|(short, _)| short));
        assert_eq!(long_forms("rns"), ["registered nurse"]);
        assert_eq!(long_forms("pm"), ["project manager", "product manager"]);
        assert!(long_forms("nurse").is_empty());
    }
}
