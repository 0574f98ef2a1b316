//! A cache as bytes, so that a conversation goes on after the program was closed without being read again.
//!
//! A header, the model's fingerprint, the tokens, then each block's rows layer by layer, and a SHA-256 of all that. Numbers are
//! little-endian, as are the rows: they are memory of x86-64 or aarch64.

use std::io::{Error, ErrorKind, Read, Write};

use sha2::{Digest, Sha256};

use super::{BLOCK_TOKENS, CacheShape, CacheType, KvCache, Part, Storage, add_blocks};
use crate::explain::ModelError;
use crate::kernels::attention::Block;

const MAGIC: [u8; 8] = *b"aspiroKV";
const VERSION: u32 = 1;

const ELSEWHERE: &str = "models of this kind keep what they read where it cannot be saved from";

/// Tokens read at once: what a header promises is not allocated before it is there.
const TOKENS_AT_ONCE: usize = 1 << 14;

impl KvCache {
    /// Writes what is held, for [`Self::restore`] with the same fingerprint of a model.
    ///
    /// # Errors
    /// Those of `to`, and [`ErrorKind::Unsupported`] when this is not a cache in blocks.
    pub fn save(&self, model: &[u8; 32], to: &mut impl Write) -> std::io::Result<()> {
        let Storage::Blocks(blocks) = &self.storage else {
            return Err(Error::new(ErrorKind::Unsupported, ELSEWHERE));
        };
        let mut to = Hashing::new(to);
        to.write(&MAGIC)?;
        for number in header(&self.shape, self.is_long, self.len()) {
            to.write(&number.to_le_bytes())?;
        }
        to.write(model)?;
        for tokens in self.tokens.chunks(TOKENS_AT_ONCE) {
            let bytes: Vec<u8> = tokens
                .iter()
                .flat_map(|token| token.to_le_bytes())
                .collect();
            to.write(&bytes)?;
        }
        let n_blocks = self.len().div_ceil(BLOCK_TOKENS);
        for (index, block) in blocks[..n_blocks].iter().enumerate() {
            let n_rows = rows_in_block(index, self.len());
            for (layer, head, part) in parts(&self.shape) {
                for piece in block.stored(layer, head, part, n_rows) {
                    to.write(piece)?;
                }
            }
        }
        let digest = to.hash.finalize();
        to.inner.write_all(&digest)
    }

    /// Reads what [`Self::save`] wrote in place of what is held, and allocates no more than what is there. Nothing
    /// behind it is read.
    ///
    /// # Errors
    /// [`ModelError::SavedCache`] when it is no saved cache, is not whole, belongs to another model or shape (the window
    /// may differ, as long as the tokens fit), or this is not a cache in blocks; [`ModelError::OutOfMemory`]. What was
    /// held is held still.
    pub fn restore(&mut self, model: &[u8; 32], from: &mut impl Read) -> Result<(), ModelError> {
        if !matches!(self.storage, Storage::Blocks(_)) {
            return Err(damaged(ELSEWHERE));
        }
        let shape = self.shape;
        let mut from = Hashing::new(from);
        let (is_long, n_tokens) = read_header(&shape, model, &mut from)?;
        let mut all_tokens = Vec::new();
        while all_tokens.len() < n_tokens {
            let n = TOKENS_AT_ONCE.min(n_tokens - all_tokens.len());
            let mut bytes = vec![0; 4 * n];
            from.read(&mut bytes)?;
            let (tokens, _) = bytes.as_chunks::<4>();
            all_tokens.extend(tokens.iter().map(|bytes| u32::from_le_bytes(*bytes)));
        }
        let mut blocks: Vec<Block> = Vec::new();
        for index in 0..n_tokens.div_ceil(BLOCK_TOKENS) {
            add_blocks(&mut blocks, shape.block_shape(), (index + 1) * BLOCK_TOKENS)?;
            let n_rows = rows_in_block(index, n_tokens);
            for (layer, head, part) in parts(&shape) {
                for piece in blocks[index].stored_mut(layer, head, part, n_rows) {
                    from.read(piece)?;
                }
            }
        }
        let expected = from.hash.finalize();
        let mut digest = [0; 32];
        from.inner
            .read_exact(&mut digest)
            .map_err(|error| unreadable(&error))?;
        if digest[..] != expected[..] {
            return Err(damaged("it has changed since it was saved"));
        }
        self.tokens = all_tokens;
        self.is_long = is_long;
        self.storage = Storage::Blocks(blocks);
        Ok(())
    }
}

/// What follows the magic.
fn header(shape: &CacheShape, is_long: bool, n_tokens: usize) -> [u32; 7] {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let cache_type = match shape.cache_type {
        CacheType::F16 => 0,
        CacheType::Q8 => 1,
    };
    [
        VERSION,
        cache_type,
        count(shape.n_layers),
        count(shape.n_kv_heads),
        count(shape.head_dim),
        u32::from(is_long),
        count(n_tokens),
    ]
}

/// Whether the text is a long one, and the number of tokens.
fn read_header(
    shape: &CacheShape,
    model: &[u8; 32],
    from: &mut Hashing<impl Read>,
) -> Result<(bool, usize), ModelError> {
    let mut magic = [0; 8];
    from.read(&mut magic)?;
    if magic != MAGIC {
        return Err(damaged("it is another kind of file"));
    }
    let mut found = [0_u32; 7];
    for number in &mut found {
        let mut bytes = [0; 4];
        from.read(&mut bytes)?;
        *number = u32::from_le_bytes(bytes);
    }
    let (is_long, n_tokens) = (found[5] == 1, found[6] as usize);
    if found != header(shape, is_long, n_tokens) {
        return Err(damaged("it belongs to another model or another version"));
    }
    let mut fingerprint = [0; 32];
    from.read(&mut fingerprint)?;
    if fingerprint != *model {
        return Err(damaged("it belongs to another model"));
    }
    if n_tokens > shape.window {
        return Err(ModelError::Overflow {
            needed: n_tokens,
            window: shape.window,
        });
    }
    Ok((is_long, n_tokens))
}

/// Every part of a block, in the order in which they are saved.
fn parts(shape: &CacheShape) -> impl Iterator<Item = (usize, usize, Part)> + use<> {
    let n_heads = shape.n_kv_heads;
    (0..shape.n_layers).flat_map(move |layer| {
        (0..n_heads)
            .flat_map(move |head| [Part::Keys, Part::Values].map(|part| (layer, head, part)))
    })
}

fn rows_in_block(index: usize, n_tokens: usize) -> usize {
    BLOCK_TOKENS.min(n_tokens - index * BLOCK_TOKENS)
}

/// Bytes on their way, and the hash of those that have passed.
struct Hashing<'a, T> {
    inner: &'a mut T,
    hash: Sha256,
}

impl<'a, T> Hashing<'a, T> {
    fn new(inner: &'a mut T) -> Self {
        Self {
            inner,
            hash: Sha256::new(),
        }
    }
}

impl<T: Write> Hashing<'_, T> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.hash.update(bytes);
        self.inner.write_all(bytes)
    }
}

impl<T: Read> Hashing<'_, T> {
    fn read(&mut self, bytes: &mut [u8]) -> Result<(), ModelError> {
        self.inner
            .read_exact(bytes)
            .map_err(|error| unreadable(&error))?;
        self.hash.update(bytes);
        Ok(())
    }
}

fn unreadable(error: &Error) -> ModelError {
    match error.kind() {
        ErrorKind::UnexpectedEof => damaged("it ends too early"),
        _ => damaged(&error.to_string()),
    }
}

fn damaged(detail: &str) -> ModelError {
    ModelError::SavedCache {
        detail: detail.to_owned(),
    }
}
