//! Makes a schema one whose answers end, and which uses only what a grammar can ensure.
//!
//! Whatever the result admits, the schema it was made from admits as well:
//! - strings have at most 12 characters, those with a pattern 80;
//! - arrays have at most as many items as they must, or 2; where items must differ, 1;
//! - numbers lie between -9999 and 9999;
//! - `if` over the values of one property becomes `anyOf`: the values that satisfy it with `then`, the others with
//!   `else`.

use serde_json::{Value, json};

pub(super) fn bounded(schema: Value) -> Value {
    bound(without_conditions(schema))
}

fn bound(schema: Value) -> Value {
    let mut keywords = match schema {
        Value::Object(keywords) => keywords,
        Value::Array(values) => return values.into_iter().map(bound).collect(),
        other => return other,
    };
    for value in keywords.values_mut() {
        *value = bound(value.take());
    }
    let is = |name: &str| match keywords.get("type") {
        Some(Value::String(only)) => only == name,
        Some(Value::Array(some)) => some.contains(&json!(name)),
        _ => false,
    };
    let (text, list, number) = (is("string"), is("array"), is("integer") || is("number"));
    let is_free = !keywords.contains_key("const") && !keywords.contains_key("enum");
    if text && is_free {
        let longest = if keywords.contains_key("pattern") {
            80
        } else {
            12
        };
        keywords.insert("maxLength".to_owned(), json!(longest));
    }
    if list {
        let fewest = keywords.get("minItems").and_then(Value::as_u64);
        let most = keywords.get("maxItems").and_then(Value::as_u64);
        let unique = keywords.remove("uniqueItems") == Some(json!(true));
        let n = fewest.unwrap_or(0).max(if unique { 1 } else { 2 });
        keywords.insert("maxItems".to_owned(), json!(n.min(most.unwrap_or(n))));
    }
    if number {
        keywords.entry("minimum").or_insert(json!(-9999));
        keywords.entry("maximum").or_insert(json!(9999));
    }
    Value::Object(keywords)
}

fn without_conditions(schema: Value) -> Value {
    let mut keywords = match schema {
        Value::Object(keywords) => keywords,
        Value::Array(values) => return values.into_iter().map(without_conditions).collect(),
        other => return other,
    };
    // The schemas here use `allOf` for nothing but conditions.
    let mut conditions = match keywords.remove("allOf") {
        Some(Value::Array(all)) => all,
        _ => Vec::new(),
    };
    let own = ["if", "then", "else"];
    if keywords.contains_key("if") {
        let own = own.map(|keyword| (keyword, keywords.remove(keyword).unwrap_or_default()));
        conditions.push(own.into_iter().collect());
    }
    for value in keywords.values_mut() {
        *value = without_conditions(value.take());
    }
    if conditions.is_empty() {
        return Value::Object(keywords);
    }
    let definitions = keywords.remove("$defs").unwrap_or(json!({}));
    let variants = conditions
        .iter()
        .fold(vec![Value::Object(keywords)], |variants, condition| {
            split(&variants, condition)
        });
    json!({ "$defs": definitions, "anyOf": variants })
}

/// Each variant once with the values that satisfy the condition and `then`, once with the others and `else`.
fn split(variants: &[Value], condition: &Value) -> Vec<Value> {
    let properties = condition["if"]["properties"].as_object();
    let (property, satisfying) = properties
        .and_then(|properties| properties.iter().next())
        .expect("a condition on one property");
    let satisfying = values(satisfying);
    let mut branches = Vec::new();
    for variant in variants {
        for (satisfies, then) in [(true, "then"), (false, "else")] {
            let mut left = values(&variant["properties"][property]);
            left.retain(|value| satisfying.contains(value) == satisfies);
            if !left.is_empty() {
                let mut branch = variant.clone();
                branch["properties"][property] = json!({ "enum": left });
                merge(&mut branch, &condition[then]);
                branches.push(branch);
            }
        }
    }
    branches
}

fn values(schema: &Value) -> Vec<Value> {
    match (&schema["enum"], schema.get("const")) {
        (Value::Array(values), _) => values.clone(),
        (_, value) => value.cloned().into_iter().collect(),
    }
}

fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (_, Value::Null) => {}
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from.clone(),
    }
}
