//! Prepares what lies in the emulated machine's memory when it starts: the kernel, its parameters, and an
//! archive of the files it finds.
//!
//! `pack kernel VMLINUZ KERNEL` writes the part of a kernel image that runs.
//! `pack parameters VMLINUZ MEMORY_MIB ARCHIVE_ADDRESS ARCHIVE COMMAND_LINE_ADDRESS COMMAND_LINE PARAMETERS`
//! writes what a boot loader would hand over.
//! `pack archive ARCHIVE [NAME=FILE | NAME/]…` writes files (all of them executable) and folders, in the
//! format the kernel unpacks; a folder has to stand before what is in it.

use std::env;
use std::fs;
use std::io::{self, Write};

const HEADER_AT: usize = 0x1f1;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["kernel", image, kernel] => {
            let image = fs::read(image)?;
            let n_sectors = match image[HEADER_AT] {
                0 => 4,
                n => usize::from(n),
            };
            fs::write(kernel, &image[(n_sectors + 1) * 512..])
        }
        ["parameters", image, memory_mib, archive_at, archive, line_at, line, parameters] => {
            let archive_size = fs::metadata(archive)?.len();
            let page = parameter_page(
                &fs::read(image)?,
                u64::from(number(memory_mib)) << 20,
                (number(archive_at), u32::try_from(archive_size).expect("below 4 GiB")),
                number(line_at),
            );
            let mut page = page.to_vec();
            page.extend(line.as_bytes());
            page.push(0);
            fs::write(parameters, page)
        }
        ["archive", archive, ref entries @ ..] => write_archive(archive, entries),
        _ => panic!("unknown arguments: {arguments:?}"),
    }
}

fn number(text: &str) -> u32 {
    match text.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => text.parse(),
    }
    .expect("a number")
}

/// The `boot_params` of the x86 boot protocol (Documentation/arch/x86/boot.rst in the kernel's source). The
/// command line is to follow it in memory.
fn parameter_page(image: &[u8], memory: u64, (archive_at, archive_size): (u32, u32), line_at: u32) -> [u8; 4096] {
    let mut page = [0; 4096];
    let header_end = 0x202 + usize::from(image[0x201]);
    page[HEADER_AT..header_end].copy_from_slice(&image[HEADER_AT..header_end]);
    let mut put = |at: usize, value: &[u8]| page[at..at + value.len()].copy_from_slice(value);
    let loader_unknown = 0xff;
    put(0x210, &[loader_unknown]);
    put(0x218, &archive_at.to_le_bytes());
    put(0x21c, &archive_size.to_le_bytes());
    put(0x228, &line_at.to_le_bytes());
    let usable = [(0, 0x9_f000), (0x10_0000, memory - 0x10_0000)];
    put(0x1e8, &[2]);
    for (index, (start, size)) in usable.into_iter().enumerate() {
        let at = 0x2d0 + 20 * index;
        put(at, &u64::to_le_bytes(start));
        put(at + 8, &u64::to_le_bytes(size));
        put(at + 16, &1_u32.to_le_bytes());
    }
    page
}

fn write_archive(path: &str, entries: &[&str]) -> io::Result<()> {
    let mut archive = io::BufWriter::new(fs::File::create(path)?);
    for (index, entry) in entries.iter().enumerate() {
        match entry.split_once('=') {
            Some((name, file)) => write_entry(&mut archive, index, name, 0o100_755, &fs::read(file)?)?,
            None => write_entry(&mut archive, index, entry.trim_end_matches('/'), 0o40_755, &[])?,
        }
    }
    write_entry(&mut archive, 0, "TRAILER!!!", 0, &[])?;
    archive.flush()
}

fn write_entry(archive: &mut impl Write, index: usize, name: &str, mode: u32, content: &[u8]) -> io::Result<()> {
    let zeros = [0; 3];
    let n_links = 1;
    write!(
        archive,
        "070701{index:08x}{mode:08x}{0:08x}{0:08x}{n_links:08x}{0:08x}{size:08x}{0:08x}{0:08x}{0:08x}{0:08x}\
         {name_size:08x}{0:08x}",
        0,
        size = content.len(),
        name_size = name.len() + 1,
    )?;
    archive.write_all(name.as_bytes())?;
    archive.write_all(&zeros[..1])?;
    let header_size = 110 + name.len() + 1;
    archive.write_all(&zeros[..header_size.next_multiple_of(4) - header_size])?;
    archive.write_all(content)?;
    archive.write_all(&zeros[..content.len().next_multiple_of(4) - content.len()])
}
