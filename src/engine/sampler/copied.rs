//! Tells whether a text copies: its names, its figures and what it quotes stand letter for letter in the prompt.

/// A prompt, and how far an answer to it has come.
pub(super) struct Copied {
    prompt: Vec<char>,
    /// Where the words of the prompt begin.
    begins: Vec<usize>,
    state: State,
}

/// Where in the prompt the text may go on. Where nothing is asked for any more, there are none.
type Places = Vec<usize>;

#[derive(Clone)]
struct State {
    last: char,
    /// Whether the next word opens a sentence, where a capital makes no name.
    opens: bool,
    word: Word,
    /// Whether the name was whole before the full stop, or the like, that is its last letter.
    was_whole: bool,
    /// Behind what the opened quotation marks hold so far.
    quoted: Option<Places>,
}

#[derive(Clone)]
enum Word {
    /// None has begun; the places are those behind a name that has just ended.
    Between(Places),
    /// No name so far; the places are those where the prompt has the same word.
    Plain(Places),
    Name(Places),
}

impl Word {
    const NONE: Self = Self::Between(Vec::new());
}

impl Copied {
    pub(super) fn new(prompt: &str) -> Self {
        let prompt: Vec<char> = prompt.chars().collect();
        // "700" is no figure of "57,700".
        let splits =
            |at: usize| ENDS.contains(&prompt[at - 1]) && at > 1 && prompt[at - 2].is_numeric();
        let begins = (0..prompt.len())
            .filter(|at| is_letter(prompt[*at]) && (*at == 0 || !is_letter(prompt[at - 1])))
            .filter(|at| *at == 0 || !prompt[*at].is_numeric() || !splits(*at));
        Self {
            begins: begins.collect(),
            prompt,
            state: State {
                last: '\n',
                opens: true,
                word: Word::NONE,
                was_whole: false,
                quoted: None,
            },
        }
    }

    /// Whether the answer still copies what it names and quotes with `text` behind it, and behind that the first
    /// bytes of a letter.
    pub(super) fn fits(&self, text: &str, begun: &[u8]) -> bool {
        let mut state = self.state.clone();
        text.chars().all(|letter| self.read(&mut state, letter)) && self.may_begin(&state, begun)
    }

    /// Takes note of more of the answer, whether it fits or not.
    pub(super) fn note(&mut self, text: &str) {
        let mut state = self.state.clone();
        for letter in text.chars() {
            self.read(&mut state, letter);
        }
        self.state = state;
    }

    fn read(&self, state: &mut State, letter: char) -> bool {
        let fits = match state.quoted.take() {
            Some(places) => self.quote(state, places, letter),
            None => self.write(state, letter),
        };
        match letter {
            '“' => state.quoted = Some(self.passages()),
            '\n' => (state.quoted, state.opens) = (None, true),
            '.' | '!' | '?' => state.opens = true,
            _ => {}
        }
        state.last = letter;
        fits
    }

    /// Within quotation marks every letter is the prompt's, and neither end cuts it off between two words.
    fn quote(&self, state: &mut State, places: Places, letter: char) -> bool {
        if letter == '”' {
            let mut ends = places.iter().filter(|place| !self.runs_on(**place));
            return places.is_empty() || state.last != ' ' && ends.next().is_some();
        }
        let was_lost = places.is_empty();
        let places = self.behind(places, letter);
        let fits = was_lost || !places.is_empty() && letter != '\n';
        state.quoted = Some(places);
        fits
    }

    /// Outside of quotation marks, those of names and figures are.
    fn write(&self, state: &mut State, letter: char) -> bool {
        let word = std::mem::replace(&mut state.word, Word::NONE);
        let (word, fits) = match word {
            Word::Between(behind) if is_letter(letter) => self.begin(state, behind, letter),
            Word::Plain(places) if is_letter(letter) => self.go_on(places, letter, false),
            Word::Name(places) if is_letter(letter) => self.go_on(places, letter, true),
            Word::Name(places) => self.end(state, places, letter),
            Word::Between(_) | Word::Plain(_) => (Word::NONE, true),
        };
        state.word = word;
        fits
    }

    /// A name that follows another goes on with it.
    fn begin(&self, state: &mut State, behind: Places, letter: char) -> (Word, bool) {
        let is_name = letter.is_numeric() || letter.is_uppercase() && !state.opens;
        // The number of a fact opens no sentence.
        state.opens &= state.last == '[';
        let from = match behind.is_empty() {
            true => self.begins.clone(),
            false => behind,
        };
        let places = self.behind(from, letter);
        // The word "I" is no name; what follows it tells.
        let fits = !is_name || !places.is_empty() || letter == 'I';
        match is_name && fits {
            true => (Word::Name(places), true),
            false => (Word::Plain(places), fits),
        }
    }

    /// A capital within a word, or a figure, makes it a name.
    fn go_on(&self, places: Places, letter: char, is_name: bool) -> (Word, bool) {
        let is_name = is_name || letter.is_numeric() || letter.is_uppercase();
        let places = self.behind(places, letter);
        match is_name && !places.is_empty() {
            true => (Word::Name(places), true),
            false => (Word::Plain(places), !is_name),
        }
    }

    fn end(&self, state: &mut State, places: Places, letter: char) -> (Word, bool) {
        let is_whole = state.last == 'I' || self.is_whole(&places);
        let ends = ENDS.contains(&state.last);
        let behind = self.behind(places, letter);
        if ENDS.contains(&letter) && !behind.is_empty() {
            state.was_whole = is_whole;
            return (Word::Name(behind), true);
        }
        let word = match letter == ' ' && !ends {
            true => Word::Between(behind),
            false => Word::NONE,
        };
        (word, is_whole || ends && state.was_whole)
    }

    /// The places behind `letter`, of those at which the prompt has it.
    fn behind(&self, mut places: Places, letter: char) -> Places {
        places.retain_mut(|place| {
            let follows = self.prompt.get(*place) == Some(&letter);
            *place += 1;
            follows
        });
        places
    }

    /// Where a quotation may begin: not in the middle of what is said there.
    fn passages(&self) -> Places {
        let begins = self.begins.iter().copied();
        begins.filter(|at| !self.runs_on(*at)).collect()
    }

    /// Whether the prompt has nothing but a blank between two words before and behind `place`.
    fn runs_on(&self, place: usize) -> bool {
        let letter = |place: usize| self.prompt.get(place).copied();
        let is_word = |place: usize| letter(place).is_some_and(char::is_alphanumeric);
        let before =
            place.saturating_sub(1 + usize::from(letter(place.saturating_sub(1)) == Some(' ')));
        let behind = place + usize::from(letter(place) == Some(' '));
        place > 0 && is_word(before) && is_word(behind)
    }

    /// Whether the word of the prompt ends at one of the places.
    fn is_whole(&self, places: &[usize]) -> bool {
        let letter = |place: usize| self.prompt.get(place).copied();
        places.iter().any(|place| {
            let is_end = letter(*place).is_some_and(|letter| ENDS.contains(&letter));
            !letter(place + usize::from(is_end)).is_some_and(is_letter)
        })
    }

    /// Whether a letter that begins with these bytes could fit.
    fn may_begin(&self, state: &State, begun: &[u8]) -> bool {
        let ((Some(places), _) | (None, Word::Name(places))) = (&state.quoted, &state.word) else {
            return true;
        };
        let begins = |letter: &char| {
            let mut bytes = [0; 4];
            letter.encode_utf8(&mut bytes).as_bytes().starts_with(begun)
        };
        let mut next = places.iter().filter_map(|place| self.prompt.get(*place));
        begun.is_empty() || places.is_empty() || next.any(begins)
    }
}

/// Letters that end a sentence or a clause as well as they stand within a name.
const ENDS: [char; 6] = ['.', '!', '?', '’', '\'', ','];

/// Whether it stands in words only.
fn is_letter(letter: char) -> bool {
    !letter.is_whitespace() && !"“”\"()[];:".contains(letter) && !ENDS.contains(&letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FACTS: &str = "Facts:\n[1] résumé: Ward Clerk at Bérlis Oy, 2019 to now\n[2] computed: match with \
        Dental Nurses: 57 of 100\n[3] résumé: Cut waiting by 12.5 % with athenaCollector and Node.js for $57,700";

    /// The text up to the first letter that does not fit, which is given too.
    fn fitting(text: &str) -> &str {
        let mut copied = Copied::new(FACTS);
        for (at, letter) in text.char_indices() {
            let letter = &text[at..at + letter.len_utf8()];
            if !copied.fits(letter, b"") {
                return &text[..at + letter.len()];
            }
            copied.note(letter);
        }
        text
    }

    #[test]
    fn what_copies_fits() {
        for text in [
            "[1] You have worked as a Ward Clerk at Bérlis Oy since 2019, I see.\n[2] Your match is 57.",
            "[3] With Node.js, you saved $57,700. Then came 12.5 % less waiting. I'd say so.",
            "[3] It reads “Cut waiting by 12.5 % with athenaCollector and Node.js for $57,700”, and I like it.",
            "[1][3] A nurse in 2019? Between[2] Dental Nurses and athenaCollector.",
        ] {
            assert_eq!(fitting(text), text);
        }
    }

    #[test]
    fn names_figures_and_quotations_that_the_prompt_lacks_do_not() {
        for (text, up_to) in [
            (
                "[1] You have worked as a Ward Manager.",
                "[1] You have worked as a Ward M",
            ),
            ("[1] You know War rooms.", "[1] You know War "),
            ("[2] Your match is 58.", "[2] Your match is 58"),
            ("[2] Your match is 5 of 100.", "[2] Your match is 5 "),
            ("[4] You", "[4"),
            ("[3] You saved $57,100.", "[3] You saved $57,1"),
            ("[3] You know athenaFlow.", "[3] You know athenaF"),
            ("[1] I know IBM.", "[1] I know IB"),
            ("[3] It reads “Cut costs”.", "[3] It reads “Cut c"),
            ("[3] It reads “Cut wait”.", "[3] It reads “Cut wait”"),
            ("[3] It reads “waiting by 12.5 %”.", "[3] It reads “wa"),
            ("[3] It reads “Cut\n", "[3] It reads “Cut\n"),
            (
                "[1] It reads “Ward Clerk at Bérlis Oy, ”",
                "[1] It reads “Ward Clerk at Bérlis Oy, ”",
            ),
            ("[3] It reads “Cut waiting”.", "[3] It reads “Cut waiting”"),
            ("[3] You know Node.", "[3] You know Node. "),
        ] {
            assert_eq!(fitting(&format!("{text} More")), up_to, "{text}");
        }
    }

    #[test]
    fn a_letter_that_has_only_begun_is_told_by_its_bytes() {
        let mut copied = Copied::new(FACTS);
        copied.note("[1] You were at B");
        let (e_acute, o_slash) = ("é".as_bytes(), "Ø".as_bytes());
        assert!(copied.fits("", &e_acute[..1]));
        assert!(!copied.fits("", b"\xe2"));
        assert_eq!(e_acute[0], o_slash[0]);
    }

    #[test]
    fn after_a_slip_the_rest_of_the_word_is_free_and_the_next_is_not() {
        let mut copied = Copied::new(FACTS);
        copied.note("[1] You were a Boss");
        assert!(copied.fits("es and", b""));
        copied.note("es and ");
        assert!(!copied.fits("Z", b""));
        copied.note("said “Zzz");
        assert!(copied.fits("anything”, a Ward Clerk", b""));
    }

    proptest! {
        #[test]
        fn a_prompt_can_be_quoted_whole_behind_any_answer(
            prompt in "[A-Za-zÀ-ÿ0-9]{1,6}( [A-Za-zÀ-ÿ0-9]{1,6}){0,5}",
            answer in "\\PC{0,40}",
        ) {
            let mut copied = Copied::new(&prompt);
            copied.note(&answer);
            copied.note("\n");
            let quotation = format!("“{prompt}”");
            prop_assert!(copied.fits(&quotation, b""));
            copied.fits(&answer, b"\xc3");
        }
    }
}
