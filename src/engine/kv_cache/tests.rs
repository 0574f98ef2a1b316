use super::*;
use crate::kernels::Pool;
use crate::kernels::attention::{AttentionShape, attention};

fn shape(cache_type: CacheType) -> CacheShape {
    CacheShape {
        n_layers: 2,
        n_kv_heads: 2,
        head_dim: 8,
        window: 1000,
        cache_type,
    }
}

/// Numbers of one token, between −1 and 1.
fn row(layer: usize, position: usize, what: usize) -> Vec<f32> {
    (0..16)
        .map(|at| ((position * 31 + layer * 7 + what * 3 + at * 13) as f32).sin())
        .collect()
}

/// Reads tokens as a model does: room, every layer, and then they count.
fn read(cache: &mut KvCache, tokens: &[u32]) {
    cache.reserve(tokens.len()).expect("room");
    let first = cache.len();
    let positions = first..first + tokens.len();
    for layer in 0..2 {
        let rows = |what| -> Vec<f32> {
            positions
                .clone()
                .flat_map(|at| row(layer, at, what))
                .collect()
        };
        cache.write(layer, first, &rows(0), &rows(1));
    }
    cache.commit(tokens);
}

/// What attention finds in a layer for a query behind the last token.
fn seen(cache: &KvCache, layer: usize) -> Vec<f32> {
    let shape = AttentionShape {
        n_heads: 4,
        n_kv_heads: 2,
        head_dim: 8,
        scale: 1.0,
        softcap: None,
        sliding_window: None,
    };
    let mut out = vec![0.0; 32];
    let view = cache.layer(layer);
    attention(
        &Pool::new(1),
        &shape,
        &[0.5; 32],
        &view,
        cache.len() - 1,
        &mut out,
    );
    out
}

fn tokens(n: u32) -> Vec<u32> {
    (0..n).map(|token| token * 3).collect()
}

fn n_blocks(cache: &KvCache) -> usize {
    match &cache.storage {
        Storage::Blocks(blocks) => blocks.len(),
        _ => 0,
    }
}

/// The fingerprint of a model.
const MODEL: [u8; 32] = [9; 32];

fn saved(cache: &KvCache) -> Vec<u8> {
    let mut bytes = Vec::new();
    cache.save(&MODEL, &mut bytes).expect("memory takes all");
    bytes
}

fn restored(shape: CacheShape, from: &mut impl std::io::Read) -> Result<KvCache, ModelError> {
    let mut cache = KvCache::new(shape);
    cache.restore(&MODEL, from).map(|()| cache)
}

#[test]
fn a_cache_cut_back_and_read_on_is_as_good_as_a_fresh_one() {
    let all = tokens(600);
    let mut fresh = KvCache::new(shape(CacheType::F16));
    read(&mut fresh, &all);
    let mut cut = KvCache::new(shape(CacheType::F16));
    read(&mut cut, &tokens(700));
    for n in [599, 257, 256, 255, 1, 0] {
        cut.truncate(n);
        assert_eq!(cut.tokens(), &all[..n]);
        read(&mut cut, &all[n..]);
        assert_eq!(
            (cut.tokens(), seen(&cut, 0)),
            (fresh.tokens(), seen(&fresh, 0))
        );
        assert_eq!(seen(&cut, 1), seen(&fresh, 1));
    }
}

#[test]
fn blocks_come_when_needed_and_one_spare_stays() {
    let mut cache = KvCache::new(shape(CacheType::F16));
    assert_eq!(n_blocks(&cache), 0);
    read(&mut cache, &tokens(256));
    assert_eq!(n_blocks(&cache), 1);
    read(&mut cache, &[1]);
    assert_eq!(n_blocks(&cache), 2);
    read(&mut cache, &tokens(600));
    assert_eq!(n_blocks(&cache), 4);
    cache.truncate(256);
    assert_eq!(n_blocks(&cache), 2);
    cache.truncate(0);
    assert_eq!(n_blocks(&cache), 1);
}

#[test]
fn what_is_not_committed_does_not_count() {
    let mut cache = KvCache::new(shape(CacheType::F16));
    read(&mut cache, &tokens(3));
    let before = seen(&cache, 1);
    cache.reserve(2).expect("room");
    cache.write(1, 3, &[9.0; 32], &[9.0; 32]);
    assert_eq!((cache.len(), seen(&cache, 1)), (3, before));
}

#[test]
fn a_full_window_is_an_error_and_changes_nothing() {
    let mut cache = KvCache::new(shape(CacheType::F16));
    read(&mut cache, &tokens(990));
    let expected = ModelError::Overflow {
        needed: 1001,
        window: 1000,
    };
    assert_eq!(cache.reserve(11), Err(expected));
    assert_eq!(cache.len(), 990);
    cache.reserve(10).expect("room");
}

#[test]
fn more_than_the_machine_has_is_an_error() {
    let mut cache = KvCache::new(CacheShape {
        n_layers: 1 << 30,
        n_kv_heads: 1 << 20,
        head_dim: 1 << 20,
        ..shape(CacheType::F16)
    });
    let result = cache.reserve(1);
    assert!(
        matches!(result, Err(ModelError::OutOfMemory { .. })),
        "{result:?}"
    );
}

#[test]
fn bytes_hold_nearly_what_halves_hold_in_about_half_the_room() {
    let [mut halves, mut bytes] =
        [CacheType::F16, CacheType::Q8].map(|kind| KvCache::new(shape(kind)));
    read(&mut halves, &tokens(300));
    read(&mut bytes, &tokens(300));
    for (half, byte) in seen(&halves, 1).iter().zip(seen(&bytes, 1)) {
        assert!((half - byte).abs() < 1e-2, "{half} {byte}");
    }
    assert!(saved(&bytes).len() < saved(&halves).len() * 7 / 10);
}

#[test]
fn a_saved_cache_comes_back_as_it_was() {
    for cache_type in [CacheType::F16, CacheType::Q8] {
        for n in [0, 1, 255, 256, 257, 600] {
            let mut cache = KvCache::new(shape(cache_type));
            read(&mut cache, &tokens(n));
            let bytes = saved(&cache);
            let mut rest = bytes
                .iter()
                .copied()
                .chain([7])
                .collect::<std::collections::VecDeque<u8>>();
            let mut restored = restored(shape(cache_type), &mut rest).expect("as saved");
            assert_eq!(rest, [7], "what follows is the caller's");
            assert_eq!(restored.tokens(), cache.tokens());
            assert_eq!(saved(&restored), bytes);
            read(&mut restored, &[5, 6]);
            read(&mut cache, &[5, 6]);
            assert_eq!(seen(&restored, 1), seen(&cache, 1));
        }
    }
}

#[test]
fn a_saved_cache_that_is_cut_changed_or_foreign_is_refused() {
    let mut cache = KvCache::new(shape(CacheType::F16));
    read(&mut cache, &tokens(5));
    let bytes = saved(&cache);
    let refused = |shape: CacheShape, bytes: &[u8]| {
        let result = restored(shape, &mut &*bytes);
        matches!(result, Err(ModelError::SavedCache { .. }))
    };
    let own = shape(CacheType::F16);
    for len in 0..bytes.len() {
        assert!(refused(own, &bytes[..len]), "cut to {len}");
    }
    // The count of tokens is left to a later test: its bytes may also ask for more than the window.
    for at in (0..32).chain(36..bytes.len()) {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(refused(own, &changed), "changed at {at}");
    }
    for other in [
        shape(CacheType::Q8),
        CacheShape { n_layers: 1, ..own },
        CacheShape {
            n_kv_heads: 1,
            ..own
        },
        CacheShape {
            head_dim: 16,
            ..own
        },
    ] {
        assert!(refused(other, &bytes), "{other:?}");
    }
    assert!(refused(
        own,
        b"GGUF and so on, which is long enough for a header of this kind"
    ));
}

#[test]
fn a_promise_of_many_tokens_allocates_nothing() {
    let mut cache = KvCache::new(shape(CacheType::F16));
    read(&mut cache, &tokens(5));
    let mut bytes = saved(&cache);
    bytes[32..36].copy_from_slice(&u32::MAX.to_le_bytes());
    let result = restored(shape(CacheType::F16), &mut &*bytes);
    assert!(matches!(
        result,
        Err(ModelError::Overflow { window: 1000, .. })
    ));
    let wide = CacheShape {
        window: usize::MAX,
        ..shape(CacheType::F16)
    };
    let result = restored(wide, &mut &*bytes);
    assert!(matches!(result, Err(ModelError::SavedCache { .. })));
}

#[test]
fn a_cache_without_blocks_counts_and_is_not_saved() {
    let mut cache = KvCache::of_tokens(4);
    cache.reserve(3).expect("room");
    cache.commit(&[1, 2, 3]);
    assert!(cache.reserve(2).is_err());
    cache.truncate(1);
    assert_eq!(cache.tokens(), [1]);
    assert!(cache.save(&MODEL, &mut Vec::new()).is_err());
    assert!(cache.restore(&MODEL, &mut &[][..]).is_err());
}

#[test]
fn what_is_held_outlives_a_file_of_no_use() {
    let mut cache = KvCache::new(shape(CacheType::F16));
    read(&mut cache, &tokens(300));
    let (before, seen_before) = (saved(&cache), seen(&cache, 1));
    let mut damaged = before.clone();
    if let Some(last) = damaged.last_mut() {
        *last ^= 1;
    }
    let cut = &before[..before.len() / 2];
    for bytes in [cut, damaged.as_slice()] {
        assert!(cache.restore(&MODEL, &mut &*bytes).is_err());
        assert_eq!(
            (saved(&cache), seen(&cache, 1)),
            (before.clone(), seen_before.clone())
        );
    }
    assert!(
        cache.restore(&[8; 32], &mut &*before).is_err(),
        "another model's"
    );
}
