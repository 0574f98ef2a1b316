//! What an answer is made of besides its text, and how it is read.

use proptest::prelude::*;

use super::*;
use crate::chat::{Speaker, TokenLogprobs};

/// Everything a listener hears, by kind.
#[derive(Debug, PartialEq)]
pub(super) struct Heard {
    pub(super) text: String,
    pub(super) reasoning: String,
    pub(super) tokens: Vec<TokenLogprobs>,
    pub(super) done: Done,
}

pub(super) fn hear(engine: &Engine, input: Input) -> Heard {
    let items: Vec<_> = wait(engine.answer(input).collect());
    let (mut text, mut reasoning, mut tokens) = (String::new(), String::new(), Vec::new());
    for item in items {
        match item.unwrap() {
            Delta::Text(piece) => text += &piece,
            Delta::Reasoning(piece) => reasoning += &piece,
            Delta::Logprobs(token) => tokens.push(token),
            Delta::Done(done) => {
                return Heard {
                    text,
                    reasoning,
                    tokens,
                    done,
                };
            }
        }
    }
    panic!("the stream ended without a last word");
}

/// The same answer with guesses and without; only the number of guesses may differ.
fn both_ways(engine: &Engine, mut input: Input) -> Heard {
    input.logprobs = Some(0);
    input.speculation = false;
    let without = hear(engine, input.clone());
    input.speculation = true;
    let with = hear(engine, input);
    assert_eq!(ids(&with), ids(&without));
    assert_eq!(with.text, without.text);
    assert_eq!(with.done.stop, without.done.stop);
    assert_eq!(without.done.usage.drafted_tokens, 0);
    with
}

fn ids(heard: &Heard) -> Vec<u32> {
    heard
        .tokens
        .iter()
        .map(|token| token.chosen.token)
        .collect()
}

fn chat(text: &str, continue_from: Option<&str>, sampling: Sampling) -> Input {
    let prompt = Prompt::Chat {
        messages: vec![Message::new(Speaker::User, text)],
        continue_from: continue_from.map(Arc::from),
    };
    Input::new(prompt, sampling, 60)
}

/// A model that writes `text` behind what `prompt` becomes, then the end mark.
fn writes_after(template: &str, prompt: &'static str, text: &'static str) -> Engine {
    let header = byte_vocabulary(Writer::default())
        .text("tokenizer.chat_template", template)
        .header();
    let reader = PromptReader::from_header(&header).unwrap();
    let n_prompt = reader.tokenizer().encode(prompt, true).len();
    let model = Scripted(move |held: &[u32]| {
        text.as_bytes()
            .get(held.len() - n_prompt)
            .map_or(IM_END, |byte| u32::from(*byte))
    });
    start(model, reader)
}

const PLAIN: &str = "{{ messages[0].content }}:";
const THINKING: &str = r"{{ messages[0].content + ':<think>\n' }}";

#[test]
fn reasoning_is_told_apart_from_the_answer() {
    let engine = writes_after(PLAIN, "Q:", "<think>\nhm, hm\n</think>\n\nYes.");
    let heard = hear(&engine, chat("Q", None, Sampling::greedy()));
    assert_eq!(
        (heard.reasoning.as_str(), heard.text.as_str()),
        ("\nhm, hm\n", "Yes.")
    );
    assert_eq!(heard.done.usage.completion_tokens, 29);
    let mut as_it_is = raw("Q:", Sampling::greedy(), 60);
    as_it_is.stop = vec!["Ye".to_owned()];
    let heard = hear(&engine, as_it_is);
    assert_eq!(heard.text, "<think>\nhm, hm\n</think>\n\n");
}

#[test]
fn a_block_opened_by_the_template_is_reasoning_and_a_stop_string_in_it_stops_nothing() {
    let engine = writes_after(THINKING, "Q:<think>\n", "so STOP so</think>Yes STOP no");
    let mut input = chat("Q", None, Sampling::greedy());
    input.stop = vec!["STOP".to_owned()];
    let heard = hear(&engine, input);
    assert_eq!(
        (heard.reasoning.as_str(), heard.text.as_str()),
        ("so STOP so", "Yes ")
    );
    assert_eq!(heard.done.stop, Stop::StopString);
}

#[test]
fn a_continued_answer_does_not_think_again() {
    let read = "Q:<think>\n</think>\n\nWell, ";
    let engine = writes_after(THINKING, read, "yes.");
    let heard = hear(&engine, chat("Q", Some("Well, "), Sampling::greedy()));
    assert_eq!(
        (heard.reasoning.as_str(), heard.text.as_str()),
        ("", "yes.")
    );
}

#[test]
fn reasoning_that_never_ends_is_no_answer() {
    let engine = writes_after(THINKING, "Q:<think>\n", "so and so </thi");
    let heard = hear(&engine, chat("Q", None, Sampling::greedy()));
    assert_eq!(
        (heard.reasoning.as_str(), heard.text.as_str()),
        ("so and so </thi", "")
    );
}

#[test]
fn every_token_is_told_of_with_the_likeliest_in_its_place() {
    let engine = engine();
    let mut input = raw("The nurse", Sampling::default(), 12);
    input.logprobs = Some(5);
    let heard = hear(&engine, input);
    assert_eq!(
        heard.tokens.len(),
        heard.done.usage.completion_tokens as usize
    );
    let chosen = heard.tokens.iter().map(|token| &token.chosen);
    let bytes: Vec<u8> = chosen
        .filter(|chosen| !(256..=IM_END).contains(&chosen.token))
        .flat_map(|chosen| chosen.bytes.clone())
        .collect();
    assert_eq!(heard.text, String::from_utf8_lossy(&bytes));
    for token in &heard.tokens {
        assert_eq!(token.top.len(), 5);
        assert!(token.top.is_sorted_by(|a, b| a.logprob >= b.logprob));
        assert!(token.top[0].logprob >= token.chosen.logprob && token.top[0].logprob < 0.0);
        let share: f32 = token.top.iter().map(|top| top.logprob.exp()).sum();
        assert!(share < 1.0);
    }
    let mut greedy = raw("The nurse", Sampling::greedy(), 12);
    greedy.logprobs = Some(1);
    for token in hear(&engine, greedy).tokens {
        assert_eq!(token.top, [token.chosen]);
    }
}

#[test]
fn all_tokens_of_a_vocabulary_share_one_probability() {
    let mut input = raw("The nurse", Sampling::greedy(), 3);
    input.logprobs = Some(u8::MAX);
    for token in hear(&engine(), input).tokens {
        let share: f32 = token.top.iter().map(|top| top.logprob.exp()).sum();
        assert!((0.9..1.0001).contains(&share), "{share}");
    }
}

#[test]
fn a_repeating_text_is_read_several_tokens_at_a_time() {
    let passes = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&passes);
    let text = b"one two three, one two three, one two three, one two three.";
    let engine = scripted(move |held| {
        seen.fetch_add(1, Ordering::Relaxed);
        text.get(held.len() - 1)
            .map_or(IM_END, |byte| u32::from(*byte))
    });
    let heard = both_ways(&engine, raw("x", Sampling::greedy(), 90));
    assert_eq!(heard.text.as_bytes(), text);
    let usage = heard.done.usage;
    assert!(usage.accepted_tokens >= 25, "{usage:?}");
    assert!(
        usage.drafted_tokens <= usage.accepted_tokens + 15,
        "{usage:?}"
    );
}

#[test]
fn wrong_guesses_are_given_up() {
    // "ab" repeats all the time, and never goes on as it did the last time.
    let engine = scripted(|held| {
        let n = held.len() as u32;
        match n % 3 {
            0 => u32::from(b'a'),
            1 => u32::from(b'b'),
            _ => n % 200,
        }
    });
    let usage = both_ways(&engine, raw("x", Sampling::greedy(), 300))
        .done
        .usage;
    assert!(usage.drafted_tokens < 25, "{usage:?}");
}

#[test]
fn guesses_leave_nothing_wrong_in_the_cache() {
    let ask = |text: &str, speculation| {
        let engine = engine();
        let mut input = raw("the the the the", Sampling::greedy(), 40);
        input.speculation = speculation;
        let first = hear(&engine, input.clone());
        input.prompt = Prompt::Raw(format!("the the the the{}{text}", first.text));
        (first.text, hear(&engine, input).text)
    };
    assert_eq!(ask(" and", true), ask(" and", false));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn guesses_change_no_answer(
        script in prop::collection::vec(0_usize..3, 1..12),
        seed: u64,
        n_tokens in 1_u32..60,
        temperature in prop::sample::select(vec![0.0_f32, 0.5, 1.0]),
    ) {
        let words = ["the ", "chart, ", "a"];
        let text: String = script.iter().cycle().take(24).map(|word| words[*word]).collect();
        let engine = scripted(move |held| {
            text.as_bytes().get(held.len()).map_or(IM_END, |byte| u32::from(*byte))
        });
        let sampling = Sampling { temperature, seed, top_k: 0, ..Sampling::default() };
        both_ways(&engine, raw("the ", sampling, n_tokens));
    }
}

#[test]
fn guesses_change_no_answer_of_a_real_decoder() {
    for family in ["llama", "qwen3"] {
        let engine = load(&tiny(family), &LoadOptions::default()).unwrap();
        for seed in 0..4 {
            let sampling = Sampling {
                temperature: [0.0, 0.2][seed as usize % 2],
                repeat_penalty: 1.0,
                top_k: 3,
                seed,
                ..Sampling::default()
            };
            let heard = both_ways(&engine, raw("abcabcabcabc", sampling, 50));
            assert!(heard.done.usage.drafted_tokens > 0, "{family}: {heard:?}");
        }
    }
}
