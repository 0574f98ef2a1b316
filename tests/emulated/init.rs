//! The first program of the emulated machine: runs `/binary` with the arguments and the environment that
//! `/job` lists, says between two marks what it printed and how it ended, and turns the machine off.
//!
//! `/job` holds texts that each end in a zero byte: the number of arguments, the arguments, then `NAME=value`.

use std::arch::asm;
use std::ffi::{c_char, c_int, c_ulong, c_void};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::ptr;

unsafe extern "C" {
    fn mount(
        source: *const c_char,
        target: *const c_char,
        kind: *const c_char,
        flags: c_ulong,
        data: *const c_void,
    ) -> c_int;
    fn ioperm(from: c_ulong, count: c_ulong, on: c_int) -> c_int;
}

fn main() {
    for (kind, target) in [(c"proc", c"/proc"), (c"sysfs", c"/sys"), (c"devtmpfs", c"/dev")] {
        // SAFETY: the texts end in a zero byte and outlive the call.
        let result = unsafe { mount(kind.as_ptr(), target.as_ptr(), kind.as_ptr(), 0, ptr::null()) };
        if result != 0 {
            println!("{kind:?} cannot be mounted");
        }
    }
    println!("@@@ begins");
    println!("@@@ ended with {}", run());
    turn_off();
}

/// The status a shell would give.
fn run() -> i32 {
    let job = fs::read_to_string("/job").expect("packed with this program");
    let mut texts = job.split_terminator('\0');
    let n_arguments = texts.next().and_then(|text| text.parse().ok()).expect("a number");
    let arguments: Vec<&str> = texts.by_ref().take(n_arguments).collect();
    let environment = texts.filter_map(|text| text.split_once('='));
    let status = Command::new("/binary")
        .args(arguments)
        .env_clear()
        .envs(environment)
        .current_dir("/tmp")
        .status();
    match status {
        Ok(status) => status
            .code()
            .or(status.signal().map(|signal| 128 + signal))
            .expect("it ended either way"),
        Err(error) => {
            println!("it could not be started: {error}");
            127
        }
    }
}

/// The emulator's own way: it ends when this word is written to this port.
fn turn_off() -> ! {
    const PORT: u16 = 0x8900;
    // The serial line is slower than this program, and what it has not sent would be lost.
    let line = fs::File::open("/dev/ttyS0").expect("the console");
    // SAFETY: the file is open. The call (tcdrain) waits until all is sent.
    unsafe {
        unsafe extern "C" {
            fn tcdrain(file: c_int) -> c_int;
        }
        tcdrain(std::os::fd::AsRawFd::as_raw_fd(&line));
        // SAFETY: touches no memory.
        ioperm(PORT.into(), 1, 1);
    }
    for letter in *b"Shutdown" {
        // SAFETY: permitted above; the machine has nothing else at this port.
        unsafe { asm!("out dx, al", in("dx") PORT, in("al") letter, options(nomem, nostack)) };
    }
    unreachable!("the machine is off")
}
