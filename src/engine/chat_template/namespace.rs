//! What a template may assign to from within a loop.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minijinja::value::{Enumerator, Kwargs, Object, ValueKind};
use minijinja::{Environment, Error, Value};

use super::guard::{charge_whole, name, refused};

/// Stands in for the engine's own, which takes any value: one that holds itself, or is nested without end, would be
/// written and dropped by recursion without end.
#[derive(Debug, Default)]
pub(super) struct Namespace {
    values: Mutex<BTreeMap<String, Value>>,
}

pub(super) fn add_to(environment: &mut Environment<'_>) {
    environment.add_function("namespace", namespace);
    environment.add_function(name::ASSIGN, |value: Value, to: &Value, key: &str| match to
        .downcast_object_ref::<Namespace>()
    {
        Some(namespace) => namespace.set(key, value),
        None => Err(refused("only a namespace can be assigned to")),
    });
}

fn namespace(values: Option<&Value>, more: Kwargs) -> Result<Value, Error> {
    let namespace = Namespace::default();
    if let Some(values) = values {
        for key in values.try_iter()? {
            let name = key.as_str().ok_or_else(|| refused("a name is no text"))?;
            namespace.set(name, values.get_item(&key)?)?;
        }
    }
    for name in more.args() {
        namespace.set(name, more.peek(name)?)?;
    }
    Ok(Value::from_object(namespace))
}

impl Namespace {
    fn set(&self, key: &str, value: Value) -> Result<(), Error> {
        charge_whole(&value)?;
        if holds_one(&value)? {
            return Err(refused("a namespace cannot hold another"));
        }
        self.values().insert(key.to_owned(), value);
        Ok(())
    }

    fn values(&self) -> MutexGuard<'_, BTreeMap<String, Value>> {
        self.values.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `value` is not nested without end.
fn holds_one(value: &Value) -> Result<bool, Error> {
    if value.downcast_object_ref::<Namespace>().is_some() {
        return Ok(true);
    }
    let inside = |item: Value| match value.kind() {
        ValueKind::Map => value.get_item(&item).and_then(|item| holds_one(&item)),
        _ => holds_one(&item),
    };
    match value.kind() {
        ValueKind::Seq | ValueKind::Map => {
            for item in value.try_iter()? {
                if inside(item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        _ => Ok(false),
    }
}

impl Object for Namespace {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.values().get(key.as_str()?).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let keys = self.values().keys().cloned().map(Value::from).collect();
        Enumerator::Values(keys)
    }
}
