//! The tile registers. Stable Rust has no intrinsics for them, so what touches them is assembly.

use std::arch::asm;
use std::arch::x86_64::{__cpuid, __cpuid_count, _xgetbv};
use std::sync::OnceLock;

use super::super::layout::ROWS;

/// What `ldtilecfg` reads: palette 1, eight tiles of 16 rows of 64 bytes.
#[repr(C, align(64))]
struct Config {
    palette: u8,
    start_row: u8,
    reserved: [u8; 14],
    row_bytes: [u16; 16],
    rows: [u8; 16],
}

/// A thread whose tile registers are configured, until this is dropped.
pub(super) struct Configured(());

impl Configured {
    /// # Panics
    /// Where [`is_permitted`] says no.
    pub(super) fn new() -> Self {
        assert!(is_permitted(), "tile registers are there");
        let mut config = Config {
            palette: 1,
            start_row: 0,
            reserved: [0; 14],
            row_bytes: [0; 16],
            rows: [0; 16],
        };
        config.row_bytes[..8].fill(64);
        config.rows[..8].fill(ROWS as u8);
        // SAFETY: the registers are there by the line above, and the configuration is one the manual allows.
        unsafe { asm!("ldtilecfg [{}]", in(reg) &raw const config, options(nostack)) };
        Self(())
    }

    /// Multiplies a block of 32 input rows with the 16 rows of `left` and those of `right`, as many steps of 32 columns
    /// as there are; into `sums`, or added to it.
    ///
    /// # Safety
    /// The thread still has this configuration.
    pub(super) unsafe fn multiply(
        &self,
        x: &[u16],
        left: &[[[u16; 2 * ROWS]; 16]],
        right: &[[[u16; 2 * ROWS]; 16]],
        sums: &mut [[f32; 2 * ROWS]; 2 * ROWS],
        add: bool,
    ) {
        let steps = left.len();
        assert!(right.len() == steps && x.len() == steps * 32 * 32);
        // SAFETY: tiles 0 to 3 are the four quarters of `sums`, whose rows are 128 bytes apart: 16 rows of 64 bytes from
        // its start, from 64 bytes on, from row 16 on (2048 bytes), and from there 64 bytes on. Each step reads two
        // tiles of 1024 bytes of `x`, and one of each half; there are `steps` of all three by the line above. No other
        // code uses tile registers.
        unsafe {
            if add {
                asm!(
                    "tileloadd tmm0, [{c} + {width}]",
                    "tileloadd tmm1, [{c} + {width} + 64]",
                    "tileloadd tmm2, [{c} + {width} + 2048]",
                    "tileloadd tmm3, [{c} + {width} + 2112]",
                    c = in(reg) sums.as_ptr(),
                    width = in(reg) 128_usize,
                    options(nostack),
                );
            } else {
                asm!(
                    "tilezero tmm0",
                    "tilezero tmm1",
                    "tilezero tmm2",
                    "tilezero tmm3",
                    options(nostack),
                );
            }
            asm!(
                "test {steps}, {steps}",
                "jz 3f",
                "2:",
                "tileloadd tmm4, [{x} + {width}]",
                "tileloadd tmm6, [{left} + {width}]",
                "tdpbf16ps tmm0, tmm4, tmm6",
                "tileloadd tmm7, [{right} + {width}]",
                "tdpbf16ps tmm1, tmm4, tmm7",
                "tileloadd tmm5, [{x} + {width} + 1024]",
                "tdpbf16ps tmm2, tmm5, tmm6",
                "tdpbf16ps tmm3, tmm5, tmm7",
                "add {x}, 2048",
                "add {left}, 1024",
                "add {right}, 1024",
                "dec {steps}",
                "jnz 2b",
                "3:",
                x = inout(reg) x.as_ptr() => _,
                left = inout(reg) left.as_ptr() => _,
                right = inout(reg) right.as_ptr() => _,
                steps = inout(reg) steps => _,
                width = in(reg) 64_usize,
                options(nostack),
            );
            asm!(
                "tilestored [{c} + {width}], tmm0",
                "tilestored [{c} + {width} + 64], tmm1",
                "tilestored [{c} + {width} + 2048], tmm2",
                "tilestored [{c} + {width} + 2112], tmm3",
                c = in(reg) sums.as_mut_ptr(),
                width = in(reg) 128_usize,
                options(nostack),
            );
        }
    }
}

impl Drop for Configured {
    fn drop(&mut self) {
        // SAFETY: it was configured, so the instruction is there.
        unsafe { asm!("tilerelease", options(nostack)) };
    }
}

/// Whether the processor has AMX with bf16, and the system keeps its registers from thread to thread.
fn is_available() -> bool {
    const OSXSAVE: u32 = 1 << 27;
    const BF16_AND_TILES: u32 = 1 << 22 | 1 << 24;
    const TILE_STATE: u64 = 1 << 17 | 1 << 18;
    if __cpuid(0).eax < 7 || __cpuid(1).ecx & OSXSAVE == 0 {
        return false;
    }
    let features = __cpuid_count(7, 0).edx;
    // SAFETY: the system has enabled the instruction by the test above.
    let kept = unsafe { kept_state() };
    features & BF16_AND_TILES == BF16_AND_TILES && kept & TILE_STATE == TILE_STATE
}

/// # Safety
/// The system has enabled `xgetbv`.
#[target_feature(enable = "xsave")]
unsafe fn kept_state() -> u64 {
    // SAFETY: the caller's promise.
    unsafe { _xgetbv(0) }
}

/// Whether this process may use the tile registers; asks the system the first time.
pub(in crate::kernels) fn is_permitted() -> bool {
    static PERMITTED: OnceLock<bool> = OnceLock::new();
    *PERMITTED.get_or_init(|| is_available() && ask())
}

/// Linux gives the registers' room to threads of processes that ask.
#[cfg(target_os = "linux")]
fn ask() -> bool {
    const ARCH_PRCTL: isize = 158;
    const ARCH_REQ_XCOMP_PERM: usize = 0x1023;
    const TILE_DATA: usize = 18;
    let result: isize;
    // SAFETY: the call changes nothing but the permission; `syscall` destroys rcx and r11.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") ARCH_PRCTL => result,
            in("rdi") ARCH_REQ_XCOMP_PERM,
            in("rsi") TILE_DATA,
            out("rcx") _,
            out("r11") _,
            options(nostack),
        );
    }
    result == 0
}

/// Elsewhere we do not know how to ask.
#[cfg(not(target_os = "linux"))]
fn ask() -> bool {
    false
}
