//! Words with lemmas, as in the published comparison.

use std::collections::BTreeMap;

use crate::cosine::{Bag, Cosine};

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

pub(super) struct Words(Cosine);

impl Words {
    pub(super) fn new(corpus: &[String]) -> Self {
        Self(Cosine::new(corpus, bag))
    }

    /// Strings with a word of the query, in no order. The query's own length changes no rank.
    pub(super) fn rank(&self, query: &str) -> Vec<(usize, f32)> {
        let (scores, length) = self.0.scores(query);
        let scored = scores.into_iter().enumerate();
        scored
            .filter(|(_, score)| *score > 0.0)
            .map(|(place, score)| (place, score / length))
            .collect()
    }
}

fn bag(text: &str) -> Bag {
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
