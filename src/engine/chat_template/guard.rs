//! A template's instructions, rewritten so that whatever makes a value grow asks first.
//!
//! The template engine counts instructions. One of them can still double a string, repeat a list or write a megabyte,
//! so each of those becomes a call of a function of ours, which computes as Python does and charges for the result.

use std::cell::Cell;
use std::time::{Duration, Instant};

use minijinja::machinery::{CompiledTemplate, Instruction, Instructions};
use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};

/// Rendering costs this much at most, in pieces of 16 bytes of text; 128 MiB of text that ever existed.
const BUDGET: u64 = 8 << 20;
const PIECE_BYTES: u64 = 16;
/// An element of a list, in the same coin.
const ELEMENT: u64 = 4;
/// Real templates take milliseconds.
const MAX_TIME: Duration = Duration::from_secs(3);
/// Values are dropped and shown by recursion.
const MAX_DEPTH: usize = 64;
/// The longest text a template may make, and write.
pub(super) const MAX_TEXT_BYTES: usize = 16 << 20;

thread_local! {
    /// What is left of the rendering that runs on this thread, and when it has to be over.
    static LEFT: Cell<u64> = const { Cell::new(0) };
    static UNTIL: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Before each rendering.
pub(super) fn begin() {
    LEFT.set(BUDGET);
    UNTIL.set(Some(Instant::now() + MAX_TIME));
}

pub(super) fn refused(why: &'static str) -> Error {
    Error::new(ErrorKind::InvalidOperation, why)
}

/// Takes `cost` from what is left.
pub(super) fn charge(cost: u64) -> Result<(), Error> {
    if UNTIL.get().is_some_and(|until| Instant::now() > until) {
        return Err(refused("it runs without end"));
    }
    match LEFT.get().checked_sub(cost) {
        Some(left) => {
            LEFT.set(left);
            Ok(())
        }
        None => Err(refused("it makes too much text")),
    }
}

/// For a text of `bytes` that is about to be made.
pub(super) fn charge_text(bytes: usize) -> Result<(), Error> {
    if bytes > MAX_TEXT_BYTES {
        return Err(refused("it makes too much text"));
    }
    charge(1 + bytes as u64 / PIECE_BYTES)
}

pub(super) fn charge_elements(n: usize) -> Result<(), Error> {
    charge((n as u64).saturating_mul(ELEMENT))
}

/// For looking at every element of `value` once.
pub(super) fn charge_glance(value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) => charge(1 + text.len() as u64 / PIECE_BYTES / 4),
        None => charge(1 + value.len().unwrap_or_default() as u64),
    }
}

/// For all there is inside `value`; refuses what is nested without end.
pub(super) fn charge_whole(value: &Value) -> Result<(), Error> {
    charge_at(value, 0)
}

fn charge_at(value: &Value, depth: usize) -> Result<(), Error> {
    if depth > MAX_DEPTH {
        return Err(refused("its values are nested too deeply"));
    }
    match value.kind() {
        ValueKind::String => charge(1 + value.as_str().map_or(0, str::len) as u64 / PIECE_BYTES),
        ValueKind::Seq => {
            for item in value.try_iter()? {
                charge(ELEMENT)?;
                charge_at(&item, depth + 1)?;
            }
            Ok(())
        }
        ValueKind::Map => {
            for key in value.try_iter()? {
                charge(2 * ELEMENT)?;
                charge_at(&value.get_item(&key)?, depth + 1)?;
            }
            Ok(())
        }
        _ => charge(1),
    }
}

/// The names of our functions. No name in a template has a blank.
pub(super) mod name {
    pub(in super::super) const ADD: &str = "a + b";
    pub(in super::super) const MULTIPLY: &str = "a * b";
    pub(in super::super) const REMAINDER: &str = "a % b";
    pub(in super::super) const CONCATENATE: &str = "a ~ b";
    pub(in super::super) const CONTAINS: &str = "a in b";
    pub(in super::super) const EQUAL: &str = "a == b";
    pub(in super::super) const UNEQUAL: &str = "a != b";
    pub(in super::super) const LESS: &str = "a < b";
    pub(in super::super) const LESS_OR_EQUAL: &str = "a <= b";
    pub(in super::super) const GREATER: &str = "a > b";
    pub(in super::super) const GREATER_OR_EQUAL: &str = "a >= b";
    pub(in super::super) const POWER: &str = "a ** b";
    pub(in super::super) const SLICE: &str = "a [b:c:d]";
    pub(in super::super) const LIST: &str = "[a, b]";
    pub(in super::super) const TUPLE: &str = "(a, b)";
    pub(in super::super) const MAP: &str = "{a: b}";
    pub(in super::super) const ITERATE: &str = "for a";
    pub(in super::super) const ASSIGN: &str = "b.c = a";
    pub(in super::super) const RESULT: &str = "= a";
}

/// The template with its instructions rewritten.
pub(super) fn guarded(mut template: CompiledTemplate<'_>) -> CompiledTemplate<'_> {
    template.instructions = rewritten(&template.instructions);
    for block in template.blocks.values_mut() {
        *block = rewritten(block);
    }
    template
}

fn rewritten<'s>(old: &Instructions<'s>) -> Instructions<'s> {
    let instructions: Vec<&Instruction<'s>> = (0..).map_while(|at| old.get(at)).collect();
    // Where each instruction's replacement begins; jumps may lead right behind the last.
    let mut places = vec![0_u32];
    for instruction in &instructions {
        let n = replacement(instruction).len() as u32;
        places.push(places.last().map_or(0, |place| place + n));
    }
    let moved = |target: &u32| places.get(*target as usize).copied().unwrap_or(*target);
    let mut new = Instructions::new(old.name(), old.source());
    for (at, instruction) in instructions.iter().enumerate() {
        let line = old.get_line(at as u32).unwrap_or_default();
        for instruction in replacement(instruction) {
            let instruction = match &instruction {
                Instruction::Jump(to) => Instruction::Jump(moved(to)),
                Instruction::JumpIfFalse(to) => Instruction::JumpIfFalse(moved(to)),
                Instruction::JumpIfFalseOrPop(to) => Instruction::JumpIfFalseOrPop(moved(to)),
                Instruction::JumpIfTrueOrPop(to) => Instruction::JumpIfTrueOrPop(moved(to)),
                Instruction::Iterate(to) => Instruction::Iterate(moved(to)),
                Instruction::BuildMacro(name, to, flags) => {
                    Instruction::BuildMacro(name, moved(to), *flags)
                }
                _ => instruction,
            };
            new.add_with_line(instruction, u16::try_from(line).unwrap_or(u16::MAX));
        }
    }
    new
}

/// What stands in for an instruction; itself, mostly.
fn replacement<'s>(instruction: &Instruction<'s>) -> Vec<Instruction<'s>> {
    let call = |name, n_arguments| vec![Instruction::CallFunction(name, Some(n_arguments))];
    match instruction {
        // Through the formatter, which counts what is written.
        Instruction::EmitRaw(text) => vec![
            Instruction::LoadConst(Value::from_safe_string((*text).to_owned())),
            Instruction::Emit,
        ],
        Instruction::Add => call(name::ADD, 2),
        Instruction::Mul => call(name::MULTIPLY, 2),
        Instruction::Rem => call(name::REMAINDER, 2),
        Instruction::Pow => call(name::POWER, 2),
        Instruction::StringConcat => call(name::CONCATENATE, 2),
        Instruction::In => call(name::CONTAINS, 2),
        Instruction::Eq => call(name::EQUAL, 2),
        Instruction::Ne => call(name::UNEQUAL, 2),
        Instruction::Lt => call(name::LESS, 2),
        Instruction::Lte => call(name::LESS_OR_EQUAL, 2),
        Instruction::Gt => call(name::GREATER, 2),
        Instruction::Gte => call(name::GREATER_OR_EQUAL, 2),
        Instruction::Slice => call(name::SLICE, 4),
        Instruction::BuildList(n) => match n.map(u16::try_from) {
            Some(Ok(n)) => call(name::LIST, n),
            _ => vec![Instruction::CallFunction(name::LIST, None)],
        },
        Instruction::BuildTuple(n) => match n.map(u16::try_from) {
            Some(Ok(n)) => call(name::TUPLE, n),
            _ => vec![Instruction::CallFunction(name::TUPLE, None)],
        },
        Instruction::BuildMap(n_pairs) => match u16::try_from(2 * n_pairs) {
            Ok(n) => call(name::MAP, n),
            Err(_) => vec![instruction.clone()],
        },
        Instruction::SetAttr(key) => {
            let mut all = vec![Instruction::LoadConst(Value::from(*key))];
            all.extend(call(name::ASSIGN, 3));
            all.push(Instruction::DiscardTop);
            all
        }
        Instruction::PushLoop(_) => {
            let mut both = call(name::ITERATE, 1);
            both.push(instruction.clone());
            both
        }
        // The engine's own filters, methods and tests are bounded in what they make of their input; what they may be
        // called for again and again is not.
        Instruction::EndCapture
        | Instruction::ApplyFilter(..)
        | Instruction::CallMethod(..)
        | Instruction::PerformTest(..) => {
            let mut both = vec![instruction.clone()];
            both.extend(call(name::RESULT, 1));
            both
        }
        _ => vec![instruction.clone()],
    }
}
