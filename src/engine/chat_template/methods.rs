//! Methods, filters and tests that Python's templates have and the template engine lacks or does otherwise.

use minijinja::formatting::FormatStyle;
use minijinja::value::{Kwargs, Rest, Tuple, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, Value, filters};

use super::guard::{charge_glance, charge_text, refused};
use super::named::paid;
use super::operators::{formatted, written};

pub(super) fn add_to(environment: &mut Environment<'_>) {
    environment.set_unknown_method_callback(method);
    environment.add_test("sequence", |value: &Value| {
        matches!(
            value.kind(),
            ValueKind::Seq | ValueKind::String | ValueKind::Map
        )
    });
    environment.add_test("iterable", |value: &Value| {
        value.kind() != ValueKind::None && value.try_iter().is_ok()
    });
    environment.add_test("callable", |value: &Value| value.kind() == ValueKind::Plain);
    environment.add_filter("string", |value: &Value| written(value));
    environment.add_filter("join", join);
    environment.add_filter("replace", replace);
    environment.add_filter("indent", indent);
    environment.add_filter("int", int);
    environment.add_filter("wordcount", |text: &str| text.split_whitespace().count());
    environment.add_filter("center", |text: &str, width: usize| {
        padded(text, width, ' ', Side::Both)
    });
    environment.add_filter("format", |text: &str, values: Rest<Value>| {
        formatted(FormatStyle::Printf, text, &values)
    });
    environment.add_function("joiner", minijinja_contrib::globals::joiner);
    environment.add_filter("batch", |state: &mut State, values: Rest<Value>| {
        bounded_count(&values)?;
        paid(filters::batch, state, &values)
    });
    environment.add_filter("slice", |state: &mut State, values: Rest<Value>| {
        bounded_count(&values)?;
        paid(filters::slice, state, &values)
    });
    for name in ["length", "count"] {
        environment.add_filter(name, |state: &mut State, value: Value| {
            if value.is_undefined() {
                return Ok(Value::from(0));
            }
            paid(filters::length, state, &[value])
        });
    }
    environment.add_filter("first", |state: &mut State, value: Value| {
        if value.is_undefined() {
            return Ok(value);
        }
        paid(filters::first, state, &[value])
    });
}

/// A filter that cuts lists fills up to the length it is given.
fn bounded_count(values: &[Value]) -> Result<(), Error> {
    values.first().map_or(Ok(()), charge_glance)?;
    match values.get(1).and_then(Value::as_usize) {
        Some(10_001..) => Err(refused("it asks for too much room")),
        _ => Ok(()),
    }
}

fn method(
    state: &mut State<'_, '_>,
    value: &Value,
    method: &str,
    arguments: &[Value],
) -> Result<Value, Error> {
    charge_glance(value)?;
    if let Some(text) = value.as_str()
        && let Some(result) = text_method(text, method, arguments)
    {
        return result;
    }
    if value.kind() == ValueKind::Seq
        && method == "index"
        && let [wanted] = arguments
    {
        let at = value.try_iter()?.position(|item| item == *wanted);
        return at
            .map(Value::from)
            .ok_or_else(|| refused("the value is not in the list"));
    }
    minijinja_contrib::pycompat::unknown_method_callback(state, value, method, arguments)
}

/// `None` for what the compatibility layer does well.
fn text_method(text: &str, method: &str, arguments: &[Value]) -> Option<Result<Value, Error>> {
    let first = arguments.first().and_then(Value::as_str);
    let count = |at: usize| {
        arguments
            .get(at)
            .and_then(|value| i64::try_from(value.clone()).ok())
    };
    Some(match (method, first) {
        ("swapcase", None) => {
            let swapped = text.chars().map(|c| match c.is_uppercase() {
                true => c.to_lowercase().collect::<String>(),
                false => c.to_uppercase().collect(),
            });
            Ok(Value::from(swapped.collect::<String>()))
        }
        ("title", None) => Ok(Value::from(titled(text))),
        ("casefold", None) => Ok(Value::from(text.to_lowercase())),
        ("removeprefix", Some(part)) => Ok(Value::from(text.strip_prefix(part).unwrap_or(text))),
        ("removesuffix", Some(part)) => Ok(Value::from(text.strip_suffix(part).unwrap_or(text))),
        ("split" | "rsplit" | "partition" | "rpartition", Some("")) => {
            Err(refused("empty separator"))
        }
        ("rsplit", Some(part)) => {
            let limit = count(1).and_then(|n| usize::try_from(n).ok());
            let mut parts: Vec<&str> = match limit {
                Some(limit) => text.rsplitn(limit + 1, part).collect(),
                None => text.rsplit(part).collect(),
            };
            parts.reverse();
            Ok(parts.into_iter().collect())
        }
        ("partition", Some(part)) => {
            let (before, after) = text.split_once(part).unwrap_or((text, ""));
            let middle = if text.contains(part) { part } else { "" };
            Ok(three(before, middle, after))
        }
        ("rpartition", Some(part)) => {
            let (before, after) = text.rsplit_once(part).unwrap_or(("", text));
            let middle = if text.contains(part) { part } else { "" };
            Ok(three(before, middle, after))
        }
        ("index" | "rindex", Some(part)) => {
            let found = if method == "index" {
                text.find(part)
            } else {
                text.rfind(part)
            };
            let at = found.map(|at| Value::from(text[..at].chars().count()));
            at.ok_or_else(|| refused("substring not found"))
        }
        ("zfill", None) => zero_filled(text, count(0)),
        ("center" | "ljust" | "rjust", None) => {
            let fill = arguments.get(1).and_then(Value::as_str).unwrap_or(" ");
            let (Some(width), Some(fill)) = (count(0), fill.chars().next()) else {
                return Some(Err(Error::from(ErrorKind::MissingArgument)));
            };
            let side = match method {
                "center" => Side::Both,
                "ljust" => Side::Behind,
                _ => Side::Before,
            };
            padded(text, usize::try_from(width).unwrap_or(0), fill, side).map(Value::from)
        }
        ("replace", Some(from)) => {
            let Some(to) = arguments.get(1).and_then(Value::as_str) else {
                return Some(Err(Error::from(ErrorKind::MissingArgument)));
            };
            replaced(text, from, to, count(2)).map(Value::from)
        }
        ("join", None) => match arguments {
            [values] => join(
                values,
                Some(text),
                Kwargs::from_iter::<[(&str, Value); 0]>([]),
            )
            .map(Value::from),
            _ => Err(Error::from(ErrorKind::MissingArgument)),
        },
        ("format", _) => {
            return Some(formatted(FormatStyle::StrFormat, text, arguments).map(Value::from));
        }
        _ => return None,
    })
}

/// A letter behind anything but a letter becomes a capital, as Python has it, even in "they'Re".
fn titled(text: &str) -> String {
    let mut titled = String::with_capacity(text.len());
    let mut inside = false;
    for character in text.chars() {
        if inside {
            titled.extend(character.to_lowercase());
        } else {
            titled.extend(character.to_uppercase());
        }
        inside = character.is_alphabetic();
    }
    titled
}

fn three(before: &str, middle: &str, after: &str) -> Value {
    Value::from(Tuple::from(
        [before, middle, after].map(Value::from).to_vec(),
    ))
}

enum Side {
    Before,
    Behind,
    Both,
}

fn padded(text: &str, width: usize, fill: char, side: Side) -> Result<String, Error> {
    let missing = width.saturating_sub(text.chars().count());
    charge_text(text.len() + missing.saturating_mul(fill.len_utf8()))?;
    let blanks = |n: usize| std::iter::repeat_n(fill, n).collect::<String>();
    Ok(match side {
        Side::Before => blanks(missing) + text,
        Side::Behind => text.to_owned() + &blanks(missing),
        Side::Both => {
            // Python puts the odd one in front when the width is odd.
            let before = missing / 2 + (missing & width & 1);
            blanks(before) + text + &blanks(missing - before)
        }
    })
}

fn zero_filled(text: &str, width: Option<i64>) -> Result<Value, Error> {
    let width = width.ok_or_else(|| Error::from(ErrorKind::MissingArgument))?;
    let digits = text.trim_start_matches(['+', '-']);
    let sign = &text[..text.len() - digits.len()];
    let (sign, digits) = if sign.len() == 1 {
        (sign, digits)
    } else {
        ("", text)
    };
    let width = usize::try_from(width)
        .unwrap_or(0)
        .saturating_sub(sign.len());
    padded(digits, width, '0', Side::Before).map(|digits| Value::from(sign.to_owned() + &digits))
}

fn join(values: &Value, separator: Option<&str>, options: Kwargs) -> Result<String, Error> {
    let attribute: Option<Value> = options.get("attribute")?;
    let between: Option<&str> = options.get("d")?;
    options.assert_all_used()?;
    charge_glance(values)?;
    let separator = separator.or(between).unwrap_or_default();
    let mut joined = String::new();
    for (index, item) in values.try_iter()?.enumerate() {
        let item = match &attribute {
            Some(attribute) => item.get_item(attribute)?,
            None => item,
        };
        let text = written(&item)?;
        if index > 0 {
            charge_text(joined.len() / 64 + separator.len())?;
            joined.push_str(separator);
        }
        joined.push_str(&text);
        if joined.len() > super::guard::MAX_TEXT_BYTES {
            return Err(refused("it makes too much text"));
        }
    }
    Ok(joined)
}

fn replace(value: &Value, from: &str, to: &str, count: Option<i64>) -> Result<String, Error> {
    replaced(&written(value)?, from, to, count)
}

/// `count` of `None` or less than none is all of them.
fn replaced(text: &str, from: &str, to: &str, count: Option<i64>) -> Result<String, Error> {
    let all = if from.is_empty() {
        text.chars().count() + 1
    } else {
        text.matches(from).count()
    };
    let limit = count.and_then(|count| usize::try_from(count).ok());
    let n = limit.map_or(all, |limit| limit.min(all));
    charge_text(text.len().saturating_add(n.saturating_mul(to.len())))?;
    Ok(text.replacen(from, to, n))
}

/// Every line but the first (and those without a character) is moved by `width` blanks or by a text.
fn indent(
    text: &Value,
    width: Option<Value>,
    first: Option<bool>,
    blank: Option<bool>,
    options: Kwargs,
) -> Result<String, Error> {
    let width = width.or(options.get("width")?);
    let first = first.or(options.get("first")?).unwrap_or(false);
    let blank = blank.or(options.get("blank")?).unwrap_or(false);
    options.assert_all_used()?;
    let by = match &width {
        Some(width) if width.as_str().is_some() => width.to_string(),
        Some(width) => " ".repeat(width.as_usize().unwrap_or(0).min(1_000)),
        None => "    ".to_owned(),
    };
    let text = written(text)?;
    let n_lines = text.matches('\n').count() + 1;
    charge_text(text.len().saturating_add(n_lines.saturating_mul(by.len())))?;
    let lines = text.split('\n').enumerate().map(|(at, line)| {
        let moved = if at == 0 {
            first
        } else {
            blank || !line.is_empty()
        };
        if moved {
            format!("{by}{line}")
        } else {
            line.to_owned()
        }
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// What is not a number is the default.
fn int(value: &Value, default: Option<Value>, options: Kwargs) -> Result<Value, Error> {
    let default = default
        .or(options.get("default")?)
        .unwrap_or(Value::from(0));
    let _: Option<i64> = options.get("base")?;
    options.assert_all_used()?;
    let whole = match value.as_str() {
        Some(text) => {
            let text = text.trim();
            let real = || text.parse::<f64>().ok().filter(|real| real.is_finite());
            text.parse::<i128>()
                .ok()
                .or_else(|| real().map(|real| real as i128))
        }
        None if value.kind() == ValueKind::Bool => Some(i128::from(value.is_true())),
        None if value.is_integer() => i128::try_from(value.clone()).ok(),
        None => f64::try_from(value.clone()).ok().map(|real| real as i128),
    };
    Ok(whole.map_or(default, Value::from))
}
