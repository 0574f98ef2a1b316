//! Places as people write them: `Springfield, IL`, `Lyon, France`, `Remote`.

const STATES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA",
    "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM",
    "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA",
    "WV", "WI", "WY", "PR", "AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK", "NSW",
    "VIC", "QLD", "UK", "US", "USA", "U.S.", "U.S.A.", "UAE",
];

const REGIONS: &[&str] = &[
    "alabama",
    "alaska",
    "arizona",
    "arkansas",
    "california",
    "colorado",
    "connecticut",
    "delaware",
    "florida",
    "georgia",
    "hawaii",
    "idaho",
    "illinois",
    "indiana",
    "iowa",
    "kansas",
    "kentucky",
    "louisiana",
    "maine",
    "maryland",
    "massachusetts",
    "michigan",
    "minnesota",
    "mississippi",
    "missouri",
    "montana",
    "nebraska",
    "nevada",
    "new hampshire",
    "new jersey",
    "new mexico",
    "new york",
    "north carolina",
    "north dakota",
    "ohio",
    "oklahoma",
    "oregon",
    "pennsylvania",
    "rhode island",
    "south carolina",
    "south dakota",
    "tennessee",
    "texas",
    "utah",
    "vermont",
    "virginia",
    "washington",
    "west virginia",
    "wisconsin",
    "wyoming",
    "ontario",
    "quebec",
    "québec",
    "british columbia",
    "alberta",
    "manitoba",
    "nova scotia",
    "england",
    "scotland",
    "wales",
    "northern ireland",
    "united kingdom",
    "great britain",
    "ireland",
    "united states",
    "united states of america",
    "canada",
    "mexico",
    "méxico",
    "brazil",
    "brasil",
    "argentina",
    "chile",
    "colombia",
    "peru",
    "ecuador",
    "uruguay",
    "venezuela",
    "spain",
    "españa",
    "portugal",
    "france",
    "germany",
    "deutschland",
    "austria",
    "österreich",
    "switzerland",
    "schweiz",
    "suisse",
    "italy",
    "italia",
    "netherlands",
    "the netherlands",
    "belgium",
    "luxembourg",
    "denmark",
    "sweden",
    "norway",
    "finland",
    "iceland",
    "poland",
    "czech republic",
    "czechia",
    "slovakia",
    "hungary",
    "romania",
    "bulgaria",
    "greece",
    "turkey",
    "türkiye",
    "ukraine",
    "russia",
    "estonia",
    "latvia",
    "lithuania",
    "slovenia",
    "croatia",
    "serbia",
    "israel",
    "egypt",
    "morocco",
    "algeria",
    "tunisia",
    "nigeria",
    "ghana",
    "kenya",
    "ethiopia",
    "uganda",
    "tanzania",
    "rwanda",
    "south africa",
    "india",
    "pakistan",
    "bangladesh",
    "sri lanka",
    "nepal",
    "china",
    "hong kong",
    "taiwan",
    "japan",
    "south korea",
    "s.korea",
    "korea",
    "singapore",
    "malaysia",
    "indonesia",
    "thailand",
    "vietnam",
    "philippines",
    "australia",
    "new zealand",
    "united arab emirates",
    "saudi arabia",
    "qatar",
];

/// Words of companies and schools, none of which stands in the name of a town.
const ORGANISATIONS: &[&str] = &[
    "inc",
    "llc",
    "ltd",
    "corp",
    "corporation",
    "company",
    "co",
    "gmbh",
    "ag",
    "group",
    "university",
    "college",
    "school",
    "labs",
    "lab",
    "systems",
    "technologies",
    "technology",
    "solutions",
    "bank",
    "hospital",
    "institute",
    "foundation",
    "services",
    "consulting",
    "agency",
    "studio",
    "studios",
    "partners",
    "holdings",
    "international",
    "global",
    "center",
    "centre",
    "department",
    "club",
    "association",
    "academy",
    "network",
    "networks",
    "software",
    "media",
    "health",
    "healthcare",
    "industries",
    "enterprises",
    "capital",
    "ventures",
    "plc",
    "bv",
    "sa",
    "laboratories",
    "publishing",
    "press",
    "magazine",
    "retail",
    "electronics",
    "airlines",
    "motors",
    "pharma",
    "laboratory",
    "ministry",
    "council",
    "authority",
    "clinic",
    "store",
    "restaurant",
    "université",
    "universität",
    "universidad",
];

pub(super) fn has_organisation_word(text: &str) -> bool {
    words(text).any(|word| ORGANISATIONS.contains(&word.to_lowercase().as_str()))
}

/// Whether all of `text` is a place.
pub(super) fn is_place(text: &str) -> bool {
    let text = text.trim();
    matches!(text.to_lowercase().as_str(), "remote" | "hybrid")
        || trailing_place(text) == Some(0)
        || text
            .to_lowercase()
            .strip_prefix("remote")
            .is_some_and(|rest| {
                rest.len() < 20 && rest.trim_start().starts_with([',', '(', '-', '–'])
            })
}

/// Where a place at the end of `text` begins: a town and a state or country, parted by a comma.
pub(super) fn trailing_place(text: &str) -> Option<usize> {
    let parts = comma_parts(text);
    let (last, before) = parts.split_last()?;
    let (town, earlier) = before.split_last()?;
    if !is_region(without_postcode(last.1)) {
        return None;
    }
    // `Portland, Oregon, USA`
    if is_region(town.1)
        && let Some(town) = earlier.last().filter(|town| is_town(town.1))
    {
        return Some(town.0);
    }
    is_town(town.1).then_some(town.0)
}

/// The parts between commas, each with the offset at which it begins. A full stop parts them too,
/// as in `Acme. Lyon, France`, but not that of `St. Louis`.
fn comma_parts(text: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().chain([(text.len(), ',')]) {
        let ends = mark == ',' || mark == '.' && text[at..].starts_with(". ") && at > start + 2;
        if ends {
            let part = &text[start..at];
            parts.push((at - part.trim_start().len(), part.trim()));
            start = (at + 1).min(text.len());
        }
    }
    parts
}

fn without_postcode(part: &str) -> &str {
    part.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '-' || letter == ' ')
}

fn is_region(part: &str) -> bool {
    STATES.contains(&part) || REGIONS.contains(&part.to_lowercase().as_str())
}

fn is_town(part: &str) -> bool {
    const LONG: &[&str] = &[
        "San",
        "Salt",
        "Ho",
        "Rio",
        "Fort",
        "New",
        "Mexico",
        "Frankfurt",
        "Port",
        "West",
        "East",
        "North",
        "South",
        "Washington",
    ];
    let words: Vec<&str> = part.split_whitespace().collect();
    let fits = words.len() <= 2 || words.len() == 3 && LONG.contains(&words[0]);
    fits && !words.is_empty()
        && part.chars().next().is_some_and(char::is_uppercase)
        && part
            .chars()
            .all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '.' | '\'' | '’' | '-'))
        && !has_organisation_word(part)
}

pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’')
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_what_is_none() {
        for place in [
            "Springfield, IL",
            "Lyon, France",
            "San Francisco, CA 94107",
            "Remote",
            "Portland, Oregon, USA",
        ] {
            assert!(is_place(place), "{place}");
        }
        for other in [
            "Springfield",
            "Rust, SQL",
            "Acme Corp, IL",
            "Ada, Lovelace",
            "Remote sensing of crops",
            "",
        ] {
            assert!(!is_place(other), "{other}");
        }
    }

    #[test]
    fn a_place_at_the_end_is_found() {
        let text = "Acme Corp, Springfield, IL";
        assert_eq!(
            trailing_place(text).map(|at| &text[at..]),
            Some("Springfield, IL")
        );
        assert_eq!(trailing_place("Acme Corp"), None);
    }
}
