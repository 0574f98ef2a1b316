//! One large buffer for all weights of a model, in huge pages where the system gives them.

use std::ops::Deref;
use std::sync::Arc;

use memmap2::MmapMut;

/// Cache lines, and the widest vector.
const ALIGN: usize = 64;

/// Hands out regions, front to back. Memory is the system's until a region is written to.
pub struct Arena {
    buffer: Arc<Buffer>,
    used: usize,
}

/// A part of an arena, which it keeps alive; aligned to 64 bytes, and zero until written.
pub struct Region {
    buffer: Arc<Buffer>,
    start: usize,
    len: usize,
}

struct Buffer {
    start: *mut u8,
    len: usize,
    /// Owns the bytes `start` points to, and is not used otherwise.
    _map: MmapMut,
}

// SAFETY: the bytes are reached only through regions, which do not overlap; `Region` itself lends them by the usual rules.
unsafe impl Send for Buffer {}
// SAFETY: as above.
unsafe impl Sync for Buffer {}

impl Arena {
    /// Room for `bytes`, with every region's length rounded up to 64.
    ///
    /// # Errors
    /// The system's, when it has no such room.
    pub fn new(bytes: usize) -> std::io::Result<Self> {
        let mut map = MmapMut::map_anon(bytes.max(1))?;
        // Smaller pages serve too, only slower.
        #[cfg(target_os = "linux")]
        map.advise(memmap2::Advice::HugePage).ok();
        Ok(Self {
            buffer: Arc::new(Buffer {
                start: map.as_mut_ptr(),
                len: bytes,
                _map: map,
            }),
            used: 0,
        })
    }

    /// The next `len` bytes; `None` when there is no room left.
    pub fn claim(&mut self, len: usize) -> Option<Region> {
        let start = self.used;
        let end = start.checked_add(len)?;
        if end > self.buffer.len {
            return None;
        }
        self.used = end.checked_next_multiple_of(ALIGN)?;
        Some(Region {
            buffer: Arc::clone(&self.buffer),
            start,
            len,
        })
    }
}

impl Region {
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: `claim` gives out each byte of the buffer once, so this region is the only way to these, and it is
        // borrowed mutably; the buffer lives as long as the region, and every byte of an anonymous map is initialized.
        unsafe { std::slice::from_raw_parts_mut(self.buffer.start.add(self.start), self.len) }
    }
}

impl Deref for Region {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        // SAFETY: as in `bytes_mut`, with a shared borrow.
        unsafe { std::slice::from_raw_parts(self.buffer.start.add(self.start), self.len) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_aligned_apart_and_zero_at_first() {
        let mut arena = Arena::new(64 + 128 + 5).expect("a few bytes");
        let mut first = arena.claim(3).expect("room");
        let mut second = arena.claim(100).expect("room");
        let third = arena.claim(5).expect("room");
        assert!(arena.claim(1).is_none());
        assert!(first.iter().chain(&*second).all(|byte| *byte == 0));
        first.bytes_mut().fill(1);
        second.bytes_mut().fill(2);
        drop(arena);
        assert_eq!(
            (&*first, &second[99..], &*third),
            (&[1_u8; 3][..], &[2_u8][..], &[0_u8; 5][..])
        );
        for region in [&first, &second, &third] {
            assert_eq!(region.as_ptr().align_offset(ALIGN), 0);
        }
    }

    #[test]
    fn more_than_there_is_is_an_error() {
        assert!(Arena::new(usize::MAX / 2).is_err());
    }
}
