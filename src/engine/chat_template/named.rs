//! Filters and tests that `map`, `select` and `reject` call by name, once for each element: there no instruction pays for
//! them, so they do.

use std::cmp::Ordering;

use minijinja::functions::Function;
use minijinja::value::{FunctionArgs, FunctionResult, Kwargs, Rest};
use minijinja::{Environment, Error, State, Value, filters};

use super::guard::{charge_glance, charge_whole};
use super::operators::{contains, equal, order};

/// Whether an order of two values is the one asked for.
type IsSo = fn(Ordering) -> bool;

pub(super) fn add_to(environment: &mut Environment<'_>) {
    add(environment, "capitalize", filters::capitalize);
    add(environment, "dictsort", filters::dictsort);
    add(environment, "items", filters::items);
    add(environment, "lines", filters::lines);
    add(environment, "list", filters::list);
    add(environment, "lower", filters::lower);
    add(environment, "reverse", filters::reverse);
    add(environment, "sort", filters::sort);
    add(environment, "split", filters::split);
    add(environment, "title", filters::title);
    add(environment, "trim", filters::trim);
    add(environment, "unique", filters::unique);
    add(environment, "upper", filters::upper);
    environment.add_test("in", |a: &Value, b: &Value| contains(a, b));
    for name in ["eq", "equalto", "=="] {
        environment.add_test(name, |a: &Value, b: &Value| equal(a, b));
    }
    for name in ["ne", "!="] {
        environment.add_test(name, |a: &Value, b: &Value| {
            equal(a, b).map(|is_equal| !is_equal)
        });
    }
    let orders: [(&[_], IsSo); 4] = [
        (&["lt", "lessthan", "<"], Ordering::is_lt),
        (&["le", "<="], Ordering::is_le),
        (&["gt", "greaterthan", ">"], Ordering::is_gt),
        (&["ge", ">="], Ordering::is_ge),
    ];
    for (names, is_so) in orders {
        for name in names {
            environment.add_test(*name, move |a: &Value, b: &Value| order(a, b).map(is_so));
        }
    }
}

fn add<F, Rv, Args>(environment: &mut Environment<'_>, name: &'static str, filter: F)
where
    F: Function<Rv, Args> + Clone,
    Rv: FunctionResult,
    Args: for<'a> FunctionArgs<'a>,
{
    let run = move |state: &mut State, mut values: Rest<Value>, named: Kwargs| {
        if named.args().next().is_some() {
            values.push(Value::from(named));
        }
        paid(filter.clone(), state, &values)
    };
    environment.add_filter(name, run);
}

/// Runs the engine's own filter under another name, and pays for what goes in and what comes out.
pub(super) fn paid<F, Rv, Args>(
    filter: F,
    state: &mut State<'_, '_>,
    values: &[Value],
) -> Result<Value, Error>
where
    F: Function<Rv, Args>,
    Rv: FunctionResult,
    Args: for<'a> FunctionArgs<'a>,
{
    values.first().map_or(Ok(()), charge_glance)?;
    let result = Value::from_function(filter).call(state, values)?;
    charge_whole(&result).map(|()| result)
}
