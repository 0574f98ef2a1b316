//! How byte-pair vocabularies cut text into words before merging; each family has its own rules.
//!
//! The expressions are part of what a vocabulary was trained with, and only the same ones give the same ids.

use tokenizers::utils::SysRegex;

use crate::explain::ModelError;

/// Contractions, letters, digits and the rest as the first byte-level vocabulary cut them.
const GPT2: &str = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
const LLAMA3: &str = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const QWEN2: &str = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const QWEN35: &str = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const SEED_CODER: &str = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}\r\n]+|\s*[\r\n]+|\s+(?!\S)|\s+";
const BAILING: &str = r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+";
const TEKKEN: &str = r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const GPT4O: &str = r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";
/// The letters that this vocabulary's authors listed one by one: alphabets with capitals, as Unicode had them then.
const DEEPSEEK_LETTERS: &str = r"\s?[A-Za-z\u{b5}\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{1ba}\u{1bc}-\u{1bf}\u{1c4}-\u{293}\u{295}-\u{2af}\u{370}-\u{373}\u{376}\u{377}\u{37b}-\u{37d}\u{37f}\u{386}\u{388}-\u{38a}\u{38c}\u{38e}-\u{3a1}\u{3a3}-\u{3f5}\u{3f7}-\u{481}\u{48a}-\u{52f}\u{531}-\u{556}\u{10a0}-\u{10c5}\u{13a0}-\u{13f5}\u{13f8}-\u{13fd}\u{1c90}-\u{1cba}\u{1cbd}-\u{1cbf}\u{1d00}-\u{1d2b}\u{1d6b}-\u{1d77}\u{1d79}-\u{1d9a}\u{1e00}-\u{1f15}\u{1f18}-\u{1f1d}\u{1f20}-\u{1f45}\u{1f48}-\u{1f4d}\u{1f50}-\u{1f57}\u{1f59}\u{1f5b}\u{1f5d}\u{1f5f}-\u{1f7d}\u{1f80}-\u{1fb4}\u{1fb6}-\u{1fbc}\u{1fbe}\u{1fc2}-\u{1fc4}\u{1fc6}-\u{1fcc}\u{1fd0}-\u{1fd3}\u{1fd6}-\u{1fdb}\u{1fe0}-\u{1fec}\u{1ff2}-\u{1ff4}\u{1ff6}-\u{1ffc}\u{2102}\u{2107}\u{210a}-\u{2113}\u{2115}\u{2119}-\u{211d}\u{2124}\u{2126}\u{2128}\u{212a}-\u{212d}\u{212f}-\u{2134}\u{2139}\u{213c}-\u{213f}\u{2145}-\u{2149}\u{214e}\u{2183}\u{2184}\u{2c00}-\u{2c7b}\u{2c7e}-\u{2ce4}\u{2ceb}-\u{2cee}\u{2cf2}\u{2cf3}\u{a640}-\u{a66d}\u{a680}-\u{a69b}\u{a722}-\u{a76f}\u{a771}-\u{a787}\u{a78b}-\u{a78e}\u{ab70}-\u{abbf}\u{fb00}-\u{fb06}\u{fb13}-\u{fb17}\u{ff21}-\u{ff3a}\u{ff41}-\u{ff5a}\u{10400}-\u{1044f}\u{104b0}-\u{104d3}\u{104d8}-\u{104fb}\u{10c80}-\u{10cb2}\u{10cc0}-\u{10cf2}\u{118a0}-\u{118df}\u{1e900}-\u{1e943}]+";
const DEEPSEEK_PUNCTUATION: &str =
    r"\s?[!-/:-~\u{ff01}-\u{ff0f}\u{ff1a}-\u{ff5e}\u{2018}-\u{201f}\u{3000}-\u{3002}]+";
const DEEPSEEK_CJK: &str = r"[\u{4e00}-\u{9fa5}\u{800}-\u{4e00}\u{ac00}-\u{d7ff}]+";
const DEEPSEEK3: &str = r##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"##;
const BLOOM: &str = r" ?[^(\s|.,!?…。，、।۔،)]+";
const PUNCTUATION: &str = r"[\p{P}\$\+<=>\^~\|]+";
const PUNCTUATION_AND_TICKS: &str = r"[\p{P}\$\+<=>\^~\|`]+";

/// Cuts text into words, by several expressions one after the other.
pub(super) struct PreTokenizer {
    passes: Vec<SysRegex>,
    /// A word that is a token is that token, whatever the merges say.
    pub(super) whole_words_first: bool,
    pub(super) adds_bos: bool,
}

impl PreTokenizer {
    /// By the name in `tokenizer.ggml.pre`; a file without one is `default`.
    pub(super) fn named(name: &str) -> Result<Self, ModelError> {
        let passes = passes(name).ok_or_else(|| ModelError::UnsupportedTokenizer {
            detail: format!("Its pre-tokenizer is called {name:?}"),
        })?;
        let passes = passes
            .iter()
            .map(|pass| SysRegex::new(pass))
            .collect::<Result<_, _>>()
            .map_err(|error| ModelError::Failed {
                detail: error.to_string(),
            })?;
        let like_llama3 = matches!(name, "tekken" | "pixtral") || is_llama3(name);
        Ok(Self {
            passes,
            whole_words_first: like_llama3,
            adds_bos: like_llama3,
        })
    }

    /// The words of `text`, in order and without gaps.
    pub(super) fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut words = vec![text];
        for pass in &self.passes {
            let mut finer = Vec::with_capacity(words.len());
            for word in words {
                cut(pass, word, &mut finer);
            }
            words = finer;
        }
        words
    }
}

/// What an expression matches is a word, and so is what lies between two matches.
fn cut<'t>(pass: &SysRegex, text: &'t str, words: &mut Vec<&'t str>) {
    let mut done = 0;
    for (start, end) in pass.find_iter(text) {
        if start > done {
            words.push(&text[done..start]);
        }
        if end > start {
            words.push(&text[start..end]);
        }
        done = end;
    }
    if done < text.len() {
        words.push(&text[done..]);
    }
}

fn is_llama3(name: &str) -> bool {
    matches!(
        name,
        "llama-bpe" | "llama3" | "llama-v3" | "falcon3" | "falcon-h1" | "lfm2" | "midm-2.0"
    )
}

fn passes(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "default" => &[PUNCTUATION, GPT2, r"\p{N}+", "[0-9][0-9][0-9]"],
        "gpt-2" | "phi-2" | "mpt" | "olmo" | "jina-es" | "jina-de" | "jina-v2-es"
        | "jina-v2-de" | "jina-v2-code" | "roberta-bpe" | "gigachat" | "a.x-4.0" | "mellum"
        | "exaone4" | "trillion" | "granite-docling" | "jais" => &[GPT2],
        "pixtral" | "dbrx" | "smaug-bpe" | "chatglm-bpe" | "glm4" => &[LLAMA3],
        name if is_llama3(name) => &[LLAMA3],
        "qwen2" | "stablelm2" | "deepseek-r1-qwen" | "megrez" | "hunyuan" | "kormo"
        | "solar-open" | "grok-2" => &[QWEN2],
        "qwen35" => &[QWEN35],
        "seed-coder" => &[SEED_CODER],
        "bailingmoe" | "bailingmoe2" | "llada-moe" => &[BAILING],
        "tekken" => &[TEKKEN],
        "gpt-4o" | "llama4" | "kanana2" | "minimax-m2" => &[GPT4O],
        "starcoder" | "refact" | "command-r" | "smollm" | "codeshell" | "exaone" | "minerva-7b" => {
            &[r"\p{N}", GPT2]
        }
        "falcon" => &[PUNCTUATION_AND_TICKS, GPT2, "[0-9][0-9][0-9]"],
        "bloom" | "poro-chat" | "gpt3-finnish" => &[BLOOM],
        "viking" => &[BLOOM, r"\p{N}"],
        "deepseek-llm" => &[
            r"[\r\n]",
            DEEPSEEK_LETTERS,
            DEEPSEEK_PUNCTUATION,
            r"\s+$",
            DEEPSEEK_CJK,
            r"\p{N}+",
        ],
        "deepseek-coder" => &[
            r"[\r\n]",
            r"\s?\p{L}+",
            r"\s?\p{P}+",
            DEEPSEEK_CJK,
            r"\p{N}",
        ],
        "deepseek-v3" | "hunyuan-dense" | "joyai-llm" => &[
            r"\p{N}{1,3}",
            r"[\u{4e00}-\u{9fa5}\u{3040}-\u{309f}\u{30a0}-\u{30ff}]+",
            DEEPSEEK3,
        ],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_cut_as_each_family_cuts_them() {
        let words = |name: &str| {
            PreTokenizer::named(name)
                .map(|pre| pre.words("in 12345").len())
                .ok()
        };
        assert_eq!(words("gpt-2"), Some(2));
        assert_eq!(words("llama-bpe"), Some(4));
        assert_eq!(words("qwen2"), Some(7));
        assert_eq!(words("nobody-knows"), None);
    }

    #[test]
    fn every_known_family_compiles_and_loses_nothing() {
        let text = "Hello,  y'all!\r\n\tНещо 3.14 と日本語 — ``x``\u{a0}\n\n ";
        for name in [
            "default",
            "gpt-2",
            "llama-bpe",
            "qwen2",
            "qwen35",
            "seed-coder",
            "bailingmoe",
            "tekken",
            "gpt-4o",
            "starcoder",
            "falcon",
            "viking",
            "deepseek-llm",
            "deepseek-coder",
            "deepseek-v3",
        ] {
            let pre = PreTokenizer::named(name);
            let words = pre.map(|pre| pre.words(text).concat()).ok();
            assert_eq!(words.as_deref(), Some(text), "{name}");
        }
    }
}
