//! What the system says about this machine and this process; Linux only, and nothing is made up elsewhere.

use std::fs;

/// The processor's name; empty where the system does not tell.
pub(super) fn cpu_info() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    field(&text, "model name").unwrap_or_default().to_owned()
}

/// The most memory this process has held at once since [`forget_peak`].
pub(super) fn peak_bytes() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let kib: u64 = field(&text, "VmHWM")?
        .strip_suffix("kB")?
        .trim()
        .parse()
        .ok()?;
    Some(kib << 10)
}

/// Begins a new peak at what is held now, so that a model's peak is not that of the model before it.
pub(super) fn forget_peak() {
    // 5 stands for "reset the peak" in proc(5). Where it is refused, the peak is that of the whole process.
    fs::write("/proc/self/clear_refs", "5").ok();
}

/// The value of the first line `name: value`.
fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        (found.trim() == name).then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_their_whole_name() {
        let text = "VmHWMark:\t1 kB\nVmHWM:\t  264 kB\nVmRSS:\t 200 kB\n";
        assert_eq!(field(text, "VmHWM"), Some("264 kB"));
        assert_eq!(field(text, "VmSwap"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_peak_grows_with_what_is_held() {
        let before = peak_bytes().unwrap_or_default();
        let held = vec![1_u8; 64 << 20];
        let after = peak_bytes().unwrap_or_default();
        assert_eq!(held[held.len() - 1], 1);
        assert!(after >= before && after >= held.len() as u64);
    }
}
