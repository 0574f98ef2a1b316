//! Word tf–idf with lemmas and cosine, as in the published comparison; it shares no code with the program's ranker.

use std::collections::{BTreeMap, HashMap};

/// Words that the published baseline leaves out, being grammar.
const STOP: &str = "a about above across after afterwards again against all almost alone along already also although \
always am among an and another any anyone anything are around as at back be became because become been before behind \
being below beside besides between beyond both bottom but by call can cannot could did do does done down due during \
each eight either eleven else elsewhere empty enough even ever every everyone everything everywhere except few fifteen \
fifty first five for former from front full further get give go had has have he hence her here hers herself him himself \
his how however hundred i if in indeed into is it its itself keep last latter least less made make many may me \
meanwhile might mine more moreover most mostly move much must my myself name namely neither never nevertheless next nine \
no nobody none nor not nothing now nowhere of off often on once one only onto or other others otherwise our ours \
ourselves out over own part per perhaps please put rather re same see seem seemed seeming seems serious several she \
should show side since six sixty so some somehow someone something sometime sometimes somewhere still such take ten than \
that the their them themselves then thence there therefore these they third this those though three through throughout \
thru thus to together too top toward towards twelve twenty two under until up upon us very via was we well were what \
whatever when whence whenever where whereas wherever whether which while who whoever whole whom whose why will with \
within without would yet you your yours yourself yourselves";

pub(super) struct Cosine {
    words: HashMap<String, Vec<(usize, f32)>>,
    n_strings: usize,
}

impl Cosine {
    pub(super) fn new(corpus: &[String]) -> Self {
        let bags: Vec<BTreeMap<String, f32>> = corpus.iter().map(|text| bag(text)).collect();
        let mut words: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
        for (place, bag) in bags.iter().enumerate() {
            for (word, count) in bag {
                words.entry(word.clone()).or_default().push((place, *count));
            }
        }
        // In the order of each bag, not of the map: sums of floats depend on their order.
        let weight = |word: &str| idf(corpus.len(), words[word].len());
        let lengths: Vec<f32> = bags
            .iter()
            .map(|bag| {
                let squares = bag
                    .iter()
                    .map(|(word, count)| (count * weight(word)).powi(2));
                squares.sum::<f32>().sqrt()
            })
            .collect();
        for strings in words.values_mut() {
            let weight = idf(corpus.len(), strings.len());
            for (place, share) in strings {
                *share *= weight / lengths[*place];
            }
        }
        Self {
            words,
            n_strings: corpus.len(),
        }
    }

    /// Strings with a word of the query, in no order. The query's own length changes no rank.
    pub(super) fn rank(&self, query: &str) -> Vec<(usize, f32)> {
        let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
        let mut length = 0.0;
        for (word, count) in bag(query) {
            if let Some(strings) = self.words.get(&word) {
                let weight = count * idf(self.n_strings, strings.len());
                length += weight * weight;
                for (place, share) in strings {
                    *scores.entry(*place).or_default() += weight * share;
                }
            }
        }
        scores
            .into_iter()
            .map(|(place, score)| (place, score / length.sqrt()))
            .collect()
    }
}

fn idf(n_strings: usize, with_it: usize) -> f32 {
    ((1.0 + n_strings as f32) / (1.0 + with_it as f32)).ln() + 1.0
}

fn bag(text: &str) -> BTreeMap<String, f32> {
    let mut bag = BTreeMap::new();
    let text = text.to_lowercase();
    for word in text.split(|letter: char| !letter.is_alphanumeric()) {
        if word.chars().count() > 1 && !STOP.split_whitespace().any(|stop| stop == word) {
            *bag.entry(lemma(word)).or_default() += 1.0;
        }
    }
    bag
}

/// Nouns in the singular: titles are made of nouns, and their participles are adjectives, which keep their form.
fn lemma(word: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let cut = |n_letters: usize| &word[..word.len() - n_letters];
    match word {
        "people" => "person".to_owned(),
        "children" => "child".to_owned(),
        "teeth" => "tooth".to_owned(),
        "feet" => "foot".to_owned(),
        _ if ends(&["men"]) => format!("{}man", cut(3)),
        _ if word.len() < 4 => word.to_owned(),
        _ if ends(&["ies"]) && word.len() > 4 => format!("{}y", cut(3)),
        _ if ends(&["sses", "shes", "ches", "xes", "zes"]) => cut(2).to_owned(),
        _ if ends(&["s"]) && !ends(&["ss", "us", "is", "ics"]) => cut(1).to_owned(),
        _ => word.to_owned(),
    }
}
