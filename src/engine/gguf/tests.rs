#![expect(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;

use super::*;
use crate::engine::test_model::{Writer, tiny};

fn parse(bytes: &[u8]) -> Result<Header, ModelError> {
    Header::parse(bytes, bytes.len() as u64)
}

fn detail(bytes: &[u8]) -> String {
    parse(bytes).unwrap_err().to_string()
}

/// One f32 tensor named "t", as the file lists it.
struct Listed {
    dims: Vec<u64>,
    kind: u32,
    offset: u64,
}

fn file(listed: &[(&str, Listed)], values: &[u8], n_values: u64) -> Vec<u8> {
    let mut file = b"GGUF".to_vec();
    file.extend(3_u32.to_le_bytes());
    file.extend((listed.len() as u64).to_le_bytes());
    file.extend(n_values.to_le_bytes());
    file.extend(values);
    for (name, tensor) in listed {
        file.extend((name.len() as u64).to_le_bytes());
        file.extend(name.as_bytes());
        file.extend((tensor.dims.len() as u32).to_le_bytes());
        file.extend(tensor.dims.iter().flat_map(|dim| dim.to_le_bytes()));
        file.extend(tensor.kind.to_le_bytes());
        file.extend(tensor.offset.to_le_bytes());
    }
    file.resize(file.len().next_multiple_of(32) + 256, 0);
    file
}

fn one(dims: &[u64], kind: u32, offset: u64) -> Vec<u8> {
    let dims = dims.to_vec();
    file(&[("t", Listed { dims, kind, offset })], &[], 0)
}

#[test]
fn a_written_file_is_read_back() {
    let header = Writer::default()
        .text("general.architecture", "llama")
        .number("llama.context_length", 512)
        .float("x", 0.5)
        .flag("y", true)
        .texts("list", &["a", "", "bc"])
        .kinds("kinds", &[-1, 2])
        .tensor("t", &[2, 3], vec![0.0; 6])
        .header();
    assert_eq!(header.architecture(), "llama");
    let window = header.arch_value("context_length").unwrap();
    assert_eq!(window.as_u64(), Some(512));
    assert_eq!(header.float("x"), Some(0.5));
    assert_eq!(header.boolean("y"), Some(true));
    let list: Vec<_> = header.strings("list").unwrap().iter().collect();
    assert_eq!(list, [&b"a"[..], b"", b"bc"]);
    let kinds: Vec<_> = header.numbers("kinds").unwrap().iter().collect();
    assert_eq!(kinds, [Value::Signed(-1), Value::Signed(2)]);
    let tensor = header.tensor("t").unwrap();
    assert_eq!((&tensor.shape[..], tensor.bytes), (&[2, 3][..], 24));
}

#[test]
fn a_file_of_another_kind_is_not_gguf() {
    assert_eq!(detail(b"PK\x03\x04 and more"), "not a GGUF file");
    assert_eq!(detail(b"GG"), "not a GGUF file");
    let mut swapped = one(&[1], 0, 0);
    swapped[4..8].copy_from_slice(&3_u32.to_be_bytes());
    assert!(detail(&swapped).contains("big-endian"));
}

#[test]
fn a_tensor_that_cannot_be_is_named() {
    let max = u64::MAX;
    for (bytes, expected) in [
        (one(&[], 0, 0), "0 dimensions"),
        (one(&[1, 1, 1, 1, 1], 0, 0), "5 dimensions"),
        (one(&[4, 0], 0, 0), "dimension of zero"),
        (one(&[33], 8, 0), "not whole blocks"),
        (one(&[max / 2, 3], 0, 0), "too large"),
        (one(&[max / 4 + 1], 0, 0), "too large"),
        (one(&[1], 0, 4), "aligned"),
        (one(&[1], 0, 1 << 20), "outside the file"),
        (one(&[1], 0, max - 31), "outside the file"),
        (one(&[65], 0, 0), "outside the file"),
    ] {
        let detail = detail(&bytes);
        assert!(
            detail.contains(expected) && detail.contains("\"t\""),
            "{detail}"
        );
    }
    assert!(parse(&one(&[64], 0, 0)).is_ok());
}

#[test]
fn an_unsupported_type_is_named_with_its_tensor() {
    let expected = ModelError::UnsupportedType {
        tensor: "t".to_owned(),
        found: "IQ4_XS".to_owned(),
    };
    assert_eq!(parse(&one(&[256], 23, 0)).unwrap_err(), expected);
}

#[test]
fn tensors_may_touch_but_not_overlap_or_share_a_name() {
    let listed = |offset| Listed {
        dims: vec![8],
        kind: 0,
        offset,
    };
    assert!(parse(&file(&[("a", listed(0)), ("b", listed(32))], &[], 0)).is_ok());
    let overlap = file(&[("a", listed(32)), ("b", listed(32))], &[], 0);
    assert!(detail(&overlap).contains("overlap"));
    let twice = file(&[("a", listed(0)), ("a", listed(32))], &[], 0);
    assert!(detail(&twice).contains("twice"));
}

#[test]
fn counts_are_held_against_the_file() {
    for place in [8, 16] {
        let mut bytes = one(&[1], 0, 0);
        for count in [30_000, 65_537, u64::MAX / 3] {
            bytes[place..place + 8].copy_from_slice(&count.to_le_bytes());
            assert!(detail(&bytes).contains(&format!("announces {count}")));
        }
    }
}

/// A reader that drops zeros from the end of names would find another value, or another tensor, than was checked.
#[test]
fn names_hold_no_zeros() {
    let listed = Listed {
        dims: vec![8],
        kind: 0,
        offset: 0,
    };
    assert!(detail(&file(&[("a\0", listed)], &[], 0)).contains("zero"));
    let key = Writer::default().number("llama.block_count\0", 7).bytes();
    assert!(detail(&key).contains("zero"));
}

#[test]
fn alignment_must_be_a_power_of_two() {
    for (alignment, good) in [(0, false), (3, false), (64, true), (1 << 31, false)] {
        let bytes = Writer::default()
            .number("general.alignment", alignment)
            .bytes();
        assert_eq!(parse(&bytes).is_ok(), good, "{alignment}");
    }
    let float = Writer::default().float("general.alignment", 32.0).bytes();
    assert!(detail(&float).contains("alignment"));
}

#[test]
fn arrays_nested_without_end_are_refused() {
    let mut values = Vec::new();
    values.extend(1_u64.to_le_bytes());
    values.push(b'k');
    values.extend(9_u32.to_le_bytes());
    for _ in 0..10_000 {
        values.extend(9_u32.to_le_bytes());
        values.extend(1_u64.to_le_bytes());
    }
    assert!(detail(&file(&[], &values, 1)).contains("nested"));
}

#[test]
fn every_truncation_is_an_error() {
    let whole = tiny("llama").bytes();
    let header_bytes = whole.len() - 4096;
    for len in (0..header_bytes).step_by(7) {
        assert!(parse(&whole[..len]).is_err(), "{len}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever is changed, reading it ends, without a panic, in a header whose tensors lie in the file.
    #[test]
    fn flipped_bytes_never_panic(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = small();
        for (place, value) in flips {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Ok(header) = parse(&bytes) {
            for tensor in header.tensors() {
                prop_assert!(tensor.start + tensor.bytes <= bytes.len() as u64);
            }
        }
    }

    #[test]
    fn any_bytes_behind_the_magic_never_panic(tail in prop::collection::vec(any::<u8>(), 0..256)) {
        let mut bytes = b"GGUF\x03\0\0\0".to_vec();
        bytes.extend(tail);
        parse(&bytes).ok();
    }
}

/// Every kind of value and two tensors, in few bytes, so that most flips hit something that matters.
fn small() -> Vec<u8> {
    Writer::default()
        .text("general.architecture", "llama")
        .number("general.alignment", 32)
        .float("x", 0.5)
        .flag("y", true)
        .texts("list", &["a", "bc"])
        .kinds("kinds", &[-1, 2])
        .tensor("a", &[2, 4], vec![1.0; 8])
        .tensor("b", &[8], vec![1.0; 8])
        .bytes()
}
