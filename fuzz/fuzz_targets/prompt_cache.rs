//! What a model had read, from a file: any bytes are taken up whole or not at all.

#![no_main]

use aspiro::engine::{CacheShape, CacheType, KvCache};
use libfuzzer_sys::fuzz_target;

const MODEL: [u8; 32] = [0; 32];

fuzz_target!(|bytes: &[u8]| {
    let mut cache = KvCache::new(CacheShape {
        n_layers: 1,
        n_kv_heads: 1,
        head_dim: 8,
        window: 1000,
        cache_type: CacheType::Q8,
    });
    let restored = cache.restore(&MODEL, &mut &*bytes);
    let mut saved = Vec::new();
    cache.save(&MODEL, &mut saved).expect("memory takes all");
    match restored {
        Ok(()) => assert!(bytes.starts_with(&saved), "saved as it came"),
        Err(_) => assert!(cache.is_empty(), "what was held is held still"),
    }
});
