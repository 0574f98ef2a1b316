//! Figures as people read them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::state::AnalysisEntry;
use crate::chat::Link;

/// `0 bytes`, `840 bytes`, `12.4 KB`, `4.7 GB`; decimal units.
pub fn bytes(n: u64) -> String {
    match n {
        1 => "1 byte".to_owned(),
        0..1_000 => format!("{n} bytes"),
        1_000..1_000_000 => format!("{:.1} KB", n as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", n as f64 / 1e6),
        _ => format!("{:.1} GB", n as f64 / 1e9),
    }
}

/// `12 Mar 2026`, in the time zone of this machine; empty for a time that cannot be.
pub fn date(ms: i64) -> String {
    local(ms, "%-d %b %Y")
}

/// `12 Mar 2026, 14:05`.
pub fn date_time(ms: i64) -> String {
    local(ms, "%-d %b %Y, %H:%M")
}

fn local(ms: i64, format: &str) -> String {
    Timestamp::from_millisecond(ms)
        .map(|time| {
            time.to_zoned(TimeZone::system())
                .strftime(format)
                .to_string()
        })
        .unwrap_or_default()
}

/// `$108,020`.
pub fn dollars(amount: u32) -> String {
    format!("${}", thousands(amount))
}

/// `23,400`.
pub fn thousands(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `80 ms`, `0.4 s`, `12 s`.
pub fn duration(ms: u64) -> String {
    match ms {
        0..100 => format!("{ms} ms"),
        100..10_000 => format!("{:.1} s", ms as f64 / 1e3),
        _ => format!("{} s", ms / 1000),
    }
}

/// `1 résumé`, `3 résumés`: for nouns that only take an s.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 {
        format!("1 {noun}")
    } else {
        format!("{n} {noun}s")
    }
}

/// `Match 72 · 12 Mar 2026 · not finished`.
pub fn analysis_detail(entry: &AnalysisEntry) -> String {
    let mut detail = String::new();
    if let Some(percent) = entry.match_percent {
        detail.push_str(&format!("Match {percent} · "));
    }
    detail.push_str(&date(entry.created_ms));
    if !entry.complete {
        detail.push_str(" · not finished");
    }
    detail
}

/// With its first letter as a capital.
pub fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// What a person calls a link of the chain.
pub const fn link(link: Link) -> &'static str {
    match link {
        Link::Local => "Local model",
        Link::Endpoint => "Your endpoint",
        Link::OpenRouter => "OpenRouter",
        Link::Guide => "The guide",
    }
}

/// `Written by the guide · no model`, or `Written by local model · name · first word after 0.4 s · 21 tokens/s`.
pub fn provenance(
    by: Link,
    model: Option<&str>,
    ttft_ms: Option<u64>,
    tokens_per_second: Option<f64>,
) -> String {
    if by == Link::Guide {
        return "Written by the guide · no model".to_owned();
    }
    let mut line = match by {
        Link::Local => "Written by the local model".to_owned(),
        Link::Endpoint => "Written by your endpoint".to_owned(),
        Link::OpenRouter | Link::Guide => "Written by OpenRouter".to_owned(),
    };
    if let Some(model) = model.filter(|model| !model.is_empty()) {
        line.push_str(" · ");
        line.push_str(model);
    }
    if let Some(ms) = ttft_ms {
        line.push_str(" · first word after ");
        line.push_str(&duration(ms));
    }
    if let Some(speed) = tokens_per_second {
        line.push_str(&format!(" · {speed:.0} tokens/s"));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        assert_eq!(bytes(0), "0 bytes");
        assert_eq!(bytes(1), "1 byte");
        assert_eq!(bytes(84_220), "84.2 KB");
        assert_eq!(bytes(4_700_000_000), "4.7 GB");
        assert_eq!(dollars(108_020), "$108,020");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(duration(42), "42 ms");
        assert_eq!(duration(431), "0.4 s");
        assert_eq!(count(1, "path"), "1 path");
        assert_eq!(count(0, "path"), "0 paths");
    }

    #[test]
    fn the_guide_claims_no_model_and_no_speed() {
        assert_eq!(
            provenance(Link::Guide, Some("x"), Some(3), Some(9.0)),
            "Written by the guide · no model"
        );
        assert_eq!(
            provenance(Link::Local, Some("Qwen3-1.7B"), Some(412), Some(21.3)),
            "Written by the local model · Qwen3-1.7B · first word after 0.4 s · 21 tokens/s"
        );
    }
}
