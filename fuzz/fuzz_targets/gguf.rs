//! A model file's header: any bytes give a header or an error, and reading costs no more than the file's length allows.

#![no_main]

use aspiro::engine::gguf::Header;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(header) = Header::parse(bytes, bytes.len() as u64) else {
        return;
    };
    for tensor in header.tensors() {
        let end = tensor.start + tensor.bytes;
        assert!(end <= bytes.len() as u64, "a tensor reaches past the file");
    }
});
