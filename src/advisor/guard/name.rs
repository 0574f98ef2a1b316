//! Names in a sentence: runs of capitalised words, and single words that can be nothing but a name.

use super::scope::Holding;
use crate::advisor::words::{Lexeme, is_among, is_legal_form, normal};
use crate::career::skill::Vocabulary;

/// Whether each name of a sentence stands in the cited facts, its words in the same order.
pub fn knows_names(words: &[Lexeme], scope: &[&Holding], vocabulary: &Vocabulary) -> bool {
    let mut at = 0;
    while at < words.len() {
        let run = words[at..]
            .iter()
            .enumerate()
            .take_while(|(i, word)| is_name_like(word) && (*i == 0 || !word.opens))
            .count();
        if run == 0 {
            at += 1;
            continue;
        }
        let next = words.get(at + run);
        if !knows_run(&words[at..at + run], next, scope, vocabulary) {
            return false;
        }
        at += run;
    }
    true
}

/// Capitals inside a word make a name of it too, and so do letters mixed with digits.
fn is_name_like(word: &Lexeme) -> bool {
    let has_capital = word.written.chars().any(char::is_uppercase);
    let is_mixed = word.plain.contains(|c: char| c.is_ascii_digit())
        && word.plain.starts_with(char::is_alphabetic);
    (has_capital || is_mixed) && !word.plain.starts_with(|c: char| c.is_ascii_digit())
}

fn knows_run(
    run: &[Lexeme],
    next: Option<&Lexeme>,
    scope: &[&Holding],
    vocabulary: &Vocabulary,
) -> bool {
    let rest = match run {
        [one] if is_no_name(&one.plain) => return true,
        [first] if first.opens && opens_a_sentence(first, next) => return true,
        [first, rest @ ..]
            if first.opens
                && (is_opener(&first.plain) || opens_a_sentence(first, None))
                && !phrase_known(run, scope) =>
        {
            rest
        }
        all => all,
    };
    // A list of single names ("Python, R") is one run of capitals, but no phrase of any source.
    phrase_known(rest, scope) && rest.iter().all(|word| knows_case(word, scope, vocabulary))
        || rest
            .split_inclusive(|word| word.is_closed)
            .all(|part| knows_part(part, scope, vocabulary))
}

fn knows_part(part: &[Lexeme], scope: &[&Holding], vocabulary: &Vocabulary) -> bool {
    let is_known =
        phrase_known(part, scope) && part.iter().all(|word| knows_case(word, scope, vocabulary));
    is_known
        || match part {
            [one] => {
                is_no_name(&one.plain)
                    || knows_initials(one, scope)
                    || knows_pieces(one, scope)
                    || one.written.len() > 1
                        && vocabulary
                            .canonical(&one.written)
                            .is_some_and(|name| scope.iter().any(|row| row.skills.contains(name)))
            }
            more => {
                let written: Vec<&str> = more.iter().map(|word| word.written.as_str()).collect();
                let skill = vocabulary.canonical(&written.join(" "));
                skill.is_some_and(|name| scope.iter().any(|row| row.skills.contains(name)))
            }
        }
}

fn phrase_known(run: &[Lexeme], scope: &[&Holding]) -> bool {
    let kept: Vec<String> = run
        .iter()
        .filter(|word| !is_legal_form(&word.plain))
        .map(|word| normal(&word.plain))
        .collect();
    // A legal form alone names nobody.
    kept.is_empty() || scope.iter().any(|row| row.has_phrase(&kept.join(" ")))
}

/// A name that is also an everyday word (`Go`, `R`, `Excel`) must stand in the source as that name.
fn knows_case(word: &Lexeme, scope: &[&Holding], vocabulary: &Vocabulary) -> bool {
    let Some(skill) = vocabulary.canonical(&word.written) else {
        return true;
    };
    scope.iter().any(|row| {
        row.skills.contains(skill)
            || row.has_exactly(&word.written)
            || row.has_phrase_in_capitals(&word.written)
    })
}

impl Holding {
    fn has_phrase_in_capitals(&self, word: &str) -> bool {
        word.chars().count() > 2 && self.has_phrase(&normal(&word.to_lowercase()))
    }
}

fn knows_initials(word: &Lexeme, scope: &[&Holding]) -> bool {
    let n = word.written.chars().count();
    let is_acronym = (2..=5).contains(&n) && word.written.chars().all(char::is_uppercase);
    is_acronym && scope.iter().any(|row| row.has_initials(&word.written))
}

/// `Python-based` is known where Python is.
fn knows_pieces(word: &Lexeme, scope: &[&Holding]) -> bool {
    word.written.contains('-')
        && word.written.split('-').all(|piece| {
            let is_plain = !piece.contains(char::is_uppercase)
                && !piece.contains(|c: char| c.is_ascii_digit());
            let name = normal(&piece.to_lowercase());
            is_plain
                || is_opener(&piece.to_lowercase())
                || scope.iter().any(|row| row.has_phrase(&name))
        })
}

/// Capitals that name nothing a person could claim.
fn is_no_name(word: &str) -> bool {
    matches!(
        word,
        "i" | "i'm" | "i'd" | "cv" | "aspiro" | "résumé" | "résumés" | "q&a" | "ok" | "okay"
    )
}

/// Whether a capital at the start of a sentence is only its start. A name may open one too: what
/// follows it then is a verb of hiring or being.
fn opens_a_sentence(first: &Lexeme, next: Option<&Lexeme>) -> bool {
    let plain = first.plain.as_str();
    let is_in_capitals =
        first.written.chars().count() > 1 && first.written.chars().skip(1).any(char::is_uppercase);
    if is_in_capitals {
        return false;
    }
    if is_opener(plain) || plain.ends_with("ly") {
        return true;
    }
    let takes_person = next.is_some_and(|next| {
        matches!(
            next.plain.as_str(),
            "employed"
                | "hired"
                | "has"
                | "had"
                | "is"
                | "was"
                | "were"
                | "gave"
                | "promoted"
                | "made"
                | "took"
                | "appointed"
                | "paid"
                | "kept"
                | "recruited"
                | "engaged"
                | "and"
                | "where"
                | "saw"
                | "trusted"
                | "awarded"
                | "trained"
                | "counted"
                | "put"
        )
    });
    (plain.ends_with("ing") || plain.ends_with("ed")) && !takes_person
}

/// Words that open a sentence with a capital and name nothing.
pub fn is_opener(word: &str) -> bool {
    is_among(word, OPENERS)
        || word
            .split_once('\'')
            .is_some_and(|(stem, _)| is_among(stem, OPENERS))
}

const OPENERS: &str = "\
    a an the anyone count date paperwork skim earnings expect finish formal lay learnt money picture \
    postings round sharpen shown somebody sought speak getting your yours you this that these those it \
    its he she they we our my their there here as at in on for from with by to of and but or so yet \
    both either neither nor while since although though if when where whether because before after \
    until during through throughout within without between among across over under about above below \
    beside besides beyond behind beneath into onto upon off out up down per via despite unlike like \
    than then thus hence however moreover also too even still already now today once twice again next \
    later earlier ago ever never always often sometimes soon far near what which who whose how why not \
    no none nothing nobody everything everyone something someone anything each every all any some many \
    much more most few fewer less anybody least several enough such same other others another one two \
    three four five six seven eight nine ten eleven twelve half first second third last instead \
    otherwise together alongside along around against towards toward add learn show consider bring \
    name say write give answer mention list state describe quantify highlight build practise practice \
    take try make use keep put move turn start begin think look ask find get let include expand \
    explain spell lead tell support strengthen develop deepen broaden gain study work note set replace \
    cut open close read focus prepare demonstrate back tie link point draw help seek join change is \
    are was were has have had do does did can could would should may might must will held led ran \
    wrote built grew taught took made kept won drew known worked managed designed created developed \
    helped trained experience experienced skill skills strength strengths education employment \
    employers employer people person pay job jobs role roles position positions line lines figures \
    results result evidence knowledge training openings demand growth median wages salary salaries \
    studies degrees degree university school college years year months time times part parts points \
    match score proof progress care clear plain good great strong solid proven broad deep hands-on \
    real real-world recent long short new current former previous early late little high low big small \
    nearest best better worth closer foremost chief key main core top leading overall clearly useful \
    relevant important critical common typical usual missing measured seen taken given asked \
    responsible able ready familiar fluent skilled qualified certified comfortable confident daily \
    weekly monthly everyday day days tools tool software technology technologies tasks duties projects \
    project programs programmes courses course qualifications communication teamwork leadership \
    management research analysis writing careers career occupation occupations professionals \
    candidates workers newcomers readers recruiters things tip overview summary resume résumé cv \
    profile background history record past future nearly almost roughly just only well rather quite \
    very truly simply perhaps maybe please yes thanks ideally aged employed based born step steps \
    advice room gaps gap requirements requirement preparation outlook interests abilities ability \
    activities dates numbers numerous various different certain similar additional further extra \
    nowadays sure hello hi hey welcome shall pick happy run send choose decide compare";
