//! Operators and literals as Python computes them, each of which pays for its result.

use std::cmp::Ordering;
use std::fmt::Write;

use minijinja::formatting::{FormatStyle, format};
use minijinja::value::{Rest, Tuple, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Value};

use super::guard::{
    MAX_TEXT_BYTES, charge, charge_elements, charge_glance, charge_text, charge_whole, name,
    refused,
};
use super::python_float;

pub(super) fn add_to(environment: &mut Environment<'_>) {
    environment.add_function(name::ADD, add);
    environment.add_function(name::MULTIPLY, multiply);
    environment.add_function(name::REMAINDER, remainder);
    environment.add_function(name::POWER, power);
    environment.add_function(name::CONCATENATE, concatenate);
    environment.add_function(name::CONTAINS, contains);
    environment.add_function(name::EQUAL, |a: &Value, b: &Value| equal(a, b));
    environment.add_function(name::UNEQUAL, |a: &Value, b: &Value| {
        equal(a, b).map(|e| !e)
    });
    environment.add_function(name::LESS, |a: &Value, b: &Value| {
        Ok::<_, Error>(order(a, b)?.is_lt())
    });
    environment.add_function(name::LESS_OR_EQUAL, |a: &Value, b: &Value| {
        Ok::<_, Error>(order(a, b)?.is_le())
    });
    environment.add_function(name::GREATER, |a: &Value, b: &Value| {
        Ok::<_, Error>(order(a, b)?.is_gt())
    });
    environment.add_function(name::GREATER_OR_EQUAL, |a: &Value, b: &Value| {
        Ok::<_, Error>(order(a, b)?.is_ge())
    });
    environment.add_function(name::SLICE, slice);
    environment.add_function(name::LIST, |items: Rest<Value>| built(Value::from(items.0)));
    environment.add_function(name::TUPLE, |items: Rest<Value>| {
        built(Value::from(Tuple::from(items.0)))
    });
    environment.add_function(name::MAP, |items: Rest<Value>| {
        let pairs = items.chunks_exact(2);
        built(Value::from_pairs(
            pairs.map(|pair| (pair[0].clone(), pair[1].clone())),
        ))
    });
    environment.add_function(name::ITERATE, |value: Value| match value.kind() {
        ValueKind::None => Err(refused("'NoneType' object is not iterable")),
        _ => charge(1).map(|()| value),
    });
    environment.add_function(name::RESULT, |value: Value| {
        charge_glance(&value).map(|()| value)
    });
}

/// How a value is written; refused when that would be far too long.
pub(super) fn written(value: &Value) -> Result<String, Error> {
    let mut text = Short(String::new());
    let shown = match value.kind() {
        ValueKind::Number if !value.is_integer() => {
            text.write_str(&python_float::shown(f64::try_from(value.clone())?))
        }
        _ => write!(text, "{value}"),
    };
    shown.map_err(|_| refused("it makes too much text"))?;
    charge_text(text.0.len())?;
    Ok(text.0)
}

/// Text that stops growing.
struct Short(String);

impl Write for Short {
    fn write_str(&mut self, piece: &str) -> std::fmt::Result {
        if self.0.len() + piece.len() > MAX_TEXT_BYTES {
            return Err(std::fmt::Error);
        }
        self.0.push_str(piece);
        Ok(())
    }
}

fn built(value: Value) -> Result<Value, Error> {
    charge_whole(&value).map(|()| value)
}

/// Python's numbers: booleans are some.
enum Number {
    Whole(i128),
    Real(f64),
}

fn number(value: &Value) -> Option<Number> {
    match value.kind() {
        ValueKind::Bool => Some(Number::Whole(i128::from(value.is_true()))),
        ValueKind::Number => match i128::try_from(value.clone()) {
            Ok(whole) if value.is_integer() => Some(Number::Whole(whole)),
            _ => f64::try_from(value.clone()).ok().map(Number::Real),
        },
        _ => None,
    }
}

fn numbers(a: &Value, b: &Value) -> Option<(Number, Number)> {
    Some((number(a)?, number(b)?))
}

impl Number {
    fn real(&self) -> f64 {
        match self {
            Self::Whole(whole) => *whole as f64,
            Self::Real(real) => *real,
        }
    }
}

fn mismatch(operator: &str, a: &Value, b: &Value) -> Error {
    let why = format!(
        "unsupported operands for {operator}: {} and {}",
        a.kind(),
        b.kind()
    );
    Error::new(ErrorKind::InvalidOperation, why)
}

fn is_list(value: &Value) -> bool {
    matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable)
}

/// What computes `a operator b` for whole numbers and for others.
fn arithmetic(
    operator: &str,
    (a, b): (&Value, &Value),
    whole: impl Fn(i128, i128) -> Option<i128>,
    real: impl Fn(f64, f64) -> f64,
) -> Result<Value, Error> {
    match numbers(a, b) {
        Some((Number::Whole(a), Number::Whole(b))) => whole(a, b)
            .map(Value::from)
            .ok_or_else(|| refused("a number is out of range")),
        Some((a, b)) => Ok(Value::from(real(a.real(), b.real()))),
        None => Err(mismatch(operator, a, b)),
    }
}

fn add(a: &Value, b: &Value) -> Result<Value, Error> {
    if let (Some(left), Some(right)) = (a.as_str(), b.as_str()) {
        charge_text(left.len() + right.len())?;
        return Ok(Value::from([left, right].concat()));
    }
    if is_list(a) && is_list(b) && a.is_tuple() == b.is_tuple() {
        let items = || Ok::<_, Error>(a.try_iter()?.chain(b.try_iter()?));
        let n = a.len().unwrap_or_default() + b.len().unwrap_or_default();
        charge_elements(n)?;
        return Ok(if a.is_tuple() {
            Value::from(Tuple::from(items()?.collect::<Vec<_>>()))
        } else {
            Value::from(items()?.collect::<Vec<_>>())
        });
    }
    arithmetic("+", (a, b), i128::checked_add, |a, b| a + b)
}

fn multiply(a: &Value, b: &Value) -> Result<Value, Error> {
    let (repeated, times) = if number(a).is_some() { (b, a) } else { (a, b) };
    let Some(Number::Whole(times)) = number(times) else {
        return arithmetic("*", (a, b), i128::checked_mul, |a, b| a * b);
    };
    let times = usize::try_from(times.clamp(0, 1 << 40)).unwrap_or(usize::MAX);
    if let Some(text) = repeated.as_str() {
        charge_text(text.len().saturating_mul(times))?;
        return Ok(Value::from(text.repeat(times)));
    }
    if is_list(repeated) {
        let items: Vec<Value> = repeated.try_iter()?.collect();
        charge_elements(items.len().saturating_mul(times))?;
        let n = items.len().saturating_mul(times);
        return built(Value::from_iter(items.iter().cloned().cycle().take(n)));
    }
    arithmetic("*", (a, b), i128::checked_mul, |a, b| a * b)
}

fn remainder(a: &Value, b: &Value) -> Result<Value, Error> {
    if let Some(text) = a.as_str() {
        let arguments = match b.kind() {
            _ if b.is_tuple() => b.try_iter()?.collect(),
            _ => vec![b.clone()],
        };
        return formatted(FormatStyle::Printf, text, &arguments).map(Value::from);
    }
    if numbers(a, b).is_some_and(|(_, b)| b.real() == 0.0) {
        return Err(refused("division by zero"));
    }
    // The result has the sign of the divisor.
    let whole = |a: i128, b: i128| a.checked_rem(b)?.checked_add(b)?.checked_rem(b);
    arithmetic("%", (a, b), whole, |a, b| ((a % b) + b) % b)
}

fn power(a: &Value, b: &Value) -> Result<Value, Error> {
    let whole = |a: i128, b: i128| a.checked_pow(u32::try_from(b).ok()?);
    if let Some((Number::Whole(a), Number::Whole(b @ ..0))) = numbers(a, b) {
        return Ok(Value::from((a as f64).powf(b as f64)));
    }
    arithmetic("**", (a, b), whole, f64::powf)
}

/// Python's two ways of putting values into a text, with the room they may ask for bounded.
pub(super) fn formatted(
    style: FormatStyle,
    text: &str,
    arguments: &[Value],
) -> Result<String, Error> {
    let mut digits = 0;
    for byte in text.bytes() {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        if digits > 4 {
            return Err(refused("it asks for too much room"));
        }
    }
    if text.contains('*') && text.contains('%') {
        return Err(refused("a width among the values is not supported"));
    }
    let mut bytes = text.len();
    for argument in arguments {
        // A value may be put in wherever two bytes of the text ask for it.
        bytes = bytes.saturating_add(written(argument)?.len().saturating_mul(1 + text.len() / 2));
    }
    charge_text(bytes.saturating_add(text.len().saturating_mul(2_000).min(1 << 20)))?;
    format(style, text, arguments)
}

fn concatenate(a: &Value, b: &Value) -> Result<Value, Error> {
    let (left, right) = (written(a)?, written(b)?);
    charge_text(left.len() + right.len())?;
    Ok(Value::from(left + &right))
}

pub(super) fn contains(item: &Value, container: &Value) -> Result<bool, Error> {
    charge_glance(container)?;
    match container.kind() {
        ValueKind::Undefined => Ok(false),
        ValueKind::String => match (item.as_str(), container.as_str()) {
            (Some(item), Some(text)) => Ok(text.contains(item)),
            _ => Err(mismatch("in", item, container)),
        },
        ValueKind::Map => Ok(container
            .try_iter()?
            .any(|key| key.kind() == item.kind() && key == *item)),
        ValueKind::Seq | ValueKind::Iterable => {
            for found in container.try_iter()? {
                if equal(&found, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        _ => Err(mismatch("in", item, container)),
    }
}

pub(super) fn equal(a: &Value, b: &Value) -> Result<bool, Error> {
    if is_list(a) && is_list(b) || a.kind() == ValueKind::Map {
        charge_whole(a)?;
    }
    charge(1)?;
    match numbers(a, b) {
        Some((Number::Whole(a), Number::Whole(b))) => Ok(a == b),
        Some((a, b)) => Ok(a.real() == b.real()),
        None => Ok(a == b),
    }
}

pub(super) fn order(a: &Value, b: &Value) -> Result<Ordering, Error> {
    charge_glance(a)?;
    match numbers(a, b) {
        Some((Number::Whole(a), Number::Whole(b))) => return Ok(a.cmp(&b)),
        Some((a, b)) => return Ok(a.real().total_cmp(&b.real())),
        None => {}
    }
    match (a.as_str(), b.as_str()) {
        (Some(a), Some(b)) => Ok(a.cmp(b)),
        _ if is_list(a) && is_list(b) => {
            charge_whole(a)?;
            Ok(a.cmp(b))
        }
        _ => Err(mismatch("<", a, b)),
    }
}

fn slice(value: &Value, start: &Value, stop: &Value, step: &Value) -> Result<Value, Error> {
    let bound = |bound: &Value| match bound.kind() {
        ValueKind::None | ValueKind::Undefined => Ok(None),
        _ => i64::try_from(bound.clone()).map(Some),
    };
    let step = bound(step)?.unwrap_or(1);
    if step == 0 {
        return Err(refused("slice step cannot be zero"));
    }
    charge_glance(value)?;
    if let Some(text) = value.as_str() {
        charge_text(text.len())?;
        let characters: Vec<char> = text.chars().collect();
        let places = places(characters.len(), bound(start)?, bound(stop)?, step);
        return Ok(Value::from(
            places.map(|at| characters[at]).collect::<String>(),
        ));
    }
    if !is_list(value) {
        return Err(Error::new(
            ErrorKind::InvalidOperation,
            "this cannot be sliced",
        ));
    }
    charge_elements(value.len().unwrap_or_default())?;
    let items: Vec<Value> = value.try_iter()?.collect();
    let places = places(items.len(), bound(start)?, bound(stop)?, step);
    let part: Vec<Value> = places.map(|at| items[at].clone()).collect();
    Ok(if value.is_tuple() {
        Value::from(Tuple::from(part))
    } else {
        Value::from(part)
    })
}

/// The places that `[start:stop:step]` takes of `len`.
fn places(
    len: usize,
    start: Option<i64>,
    stop: Option<i64>,
    step: i64,
) -> impl Iterator<Item = usize> {
    let len = i64::try_from(len).unwrap_or(i64::MAX);
    let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let place = |bound: i64| {
        let from_start = if bound < 0 {
            bound.saturating_add(len)
        } else {
            bound
        };
        from_start.clamp(low, high)
    };
    let (first, end) = if step > 0 { (low, high) } else { (high, low) };
    let (start, stop) = (start.map_or(first, place), stop.map_or(end, place));
    let ahead = move |at: &i64| if step > 0 { *at < stop } else { *at > stop };
    std::iter::successors(Some(start), move |at| at.checked_add(step))
        .take_while(ahead)
        .filter_map(|at| usize::try_from(at).ok())
}
