//! What a refusal means, from its status and its words.

use serde_json::Value;

use crate::explain::LinkError;

/// The longest piece of a service's own words that is shown, in characters.
const DETAIL_CHARS: usize = 200;

/// A response whose status is not 200.
pub fn by_status(status: u16, retry_after_secs: Option<u64>, body: &str) -> LinkError {
    match status {
        401 => LinkError::Unauthorized,
        402 => LinkError::PaymentRequired,
        408 => LinkError::Timeout,
        429 => LinkError::RateLimited { retry_after_secs },
        _ if status >= 400 && speaks_of_a_limit(body) => {
            LinkError::RateLimited { retry_after_secs }
        }
        _ => LinkError::Status {
            status,
            retry_after_secs,
        },
    }
}

/// The `error` value inside a response whose status is 200.
pub fn in_band(error: &Value) -> LinkError {
    let words = words(error);
    let status = match &error["code"] {
        Value::String(code) => code.parse().ok(),
        code => code.as_u64(),
    };
    if let Some(status @ 400..=599) = status
        && let Ok(status) = u16::try_from(status)
    {
        return by_status(status, None, &words);
    }
    if speaks_of_a_limit(&words) {
        return LinkError::RateLimited {
            retry_after_secs: None,
        };
    }
    let message = error["message"].as_str().or(error.as_str());
    LinkError::Provider {
        detail: shown(message.unwrap_or("an error without words")),
    }
}

fn words(error: &Value) -> String {
    let metadata = &error["metadata"];
    let parts = [
        error,
        &error["code"],
        &error["type"],
        &error["message"],
        &metadata["error_type"],
        &metadata["raw"],
    ];
    let words: Vec<&str> = parts.into_iter().filter_map(Value::as_str).collect();
    words.join(" ")
}

/// Services put a rate limit under many statuses; their words give it away.
fn speaks_of_a_limit(text: &str) -> bool {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            ' '
        }
    };
    let words: String = std::iter::once(' ')
        .chain(text.chars().map(plain))
        .collect();
    [" rate limit", " ratelimit", " too many requests"]
        .iter()
        .any(|limit| words.contains(limit))
}

/// One line of the service's words, without control characters.
pub fn shown(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars()
        .filter(|c| !c.is_control())
        .take(DETAIL_CHARS)
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn limited(retry_after_secs: Option<u64>) -> LinkError {
        LinkError::RateLimited { retry_after_secs }
    }

    #[test]
    fn a_status_has_its_code() {
        let codes = [401, 402, 408, 429, 400, 403, 404, 413, 425, 500, 503, 302]
            .map(|status| by_status(status, None, "").to_string());
        assert_eq!(
            codes,
            [
                "unauthorized",
                "payment_required",
                "timeout",
                "rate_limited",
                "status_400",
                "status_403",
                "status_404",
                "status_413",
                "status_425",
                "status_500",
                "status_503",
                "status_302",
            ]
        );
    }

    #[test]
    fn a_body_that_speaks_of_a_limit_is_a_rate_limit() {
        for body in [
            "Rate limit exceeded",
            r#"{"code":"rate_limit_exceeded"}"#,
            "Too Many Requests",
            "RateLimitError",
        ] {
            assert_eq!(by_status(403, Some(3), body), limited(Some(3)), "{body}");
            assert_eq!(by_status(503, None, body), limited(None), "{body}");
        }
        assert_eq!(
            by_status(402, None, "rate limit"),
            LinkError::PaymentRequired
        );
        assert_eq!(
            by_status(400, None, "an accurate limit").to_string(),
            "status_400"
        );
    }

    #[test]
    fn an_error_inside_a_stream_is_read_by_its_code_then_its_words() {
        assert_eq!(
            in_band(&json!({"code": 429, "message": "x"})),
            limited(None)
        );
        assert_eq!(in_band(&json!({"code": "402"})), LinkError::PaymentRequired);
        assert_eq!(in_band(&json!({"code": 502})).to_string(), "status_502");
        assert_eq!(
            in_band(&json!({"code": "rate_limit_exceeded"})),
            limited(None)
        );
        assert_eq!(
            in_band(&json!({"metadata": {"error_type": "rate_limit"}})),
            limited(None)
        );
        assert_eq!(
            in_band(&json!({"code": 200, "message": "Over\n\u{7}loaded"})),
            LinkError::Provider {
                detail: "Over loaded".to_owned()
            }
        );
        assert_eq!(in_band(&json!("too many requests")), limited(None));
        assert_eq!(
            in_band(&json!({"metadata": null, "code": -1, "message": 7})).to_string(),
            "refused"
        );
    }

    #[test]
    fn the_words_shown_are_one_short_line() {
        assert_eq!(shown(&"a\nb ".repeat(500)).chars().count(), DETAIL_CHARS);
    }
}
