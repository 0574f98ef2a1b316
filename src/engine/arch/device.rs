//! Which device computes, and how much of it is kept free for the conversation.

use candle_core::{DType, Device, Tensor};

use super::Hyperparameters;

/// Where a model may be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeviceChoice {
    /// On a graphics card when this program was built for one and finds it.
    #[default]
    Auto,
    Cpu,
    /// As `Auto`, and says so when there is none.
    Gpu,
}

/// The device to try, and what is to be said about it.
pub(super) fn chosen(choice: DeviceChoice) -> (Device, Vec<String>) {
    if choice == DeviceChoice::Cpu {
        return (Device::Cpu, Vec::new());
    }
    match graphics_card() {
        Ok(device) => (device, Vec::new()),
        Err(why) if choice == DeviceChoice::Gpu => (
            Device::Cpu,
            vec![format!(
                "No graphics card is used ({why}); the processor computes."
            )],
        ),
        Err(_) => (Device::Cpu, Vec::new()),
    }
}

/// The first card. Where the driver is missing, the library behind it may panic.
fn graphics_card() -> Result<Device, String> {
    let probe: fn(usize) -> candle_core::Result<Device> = if cfg!(feature = "cuda") {
        Device::new_cuda
    } else if cfg!(feature = "metal") {
        Device::new_metal
    } else {
        return Err("this build of Aspiro has no support for one".to_owned());
    };
    match std::panic::catch_unwind(|| probe(0)) {
        Ok(Ok(device)) => Ok(device),
        Ok(Err(error)) => Err(first_line(&error.to_string())),
        Err(_) => Err("its driver cannot be used".to_owned()),
    }
}

fn first_line(words: &str) -> String {
    words.lines().next().unwrap_or_default().to_owned()
}

/// What a pass needs besides, on models of this size.
const PASS_BYTES: usize = 512 << 20;
pub(super) const NO_ROOM: &str =
    "The graphics card has no room for this model; the processor computes.";
/// A smaller window is not worth a card.
const MIN_WINDOW: usize = 2048;

/// Memory on `device`, held while weights are loaded, so that they leave room for keys and values of a whole window.
/// Free memory cannot be asked for, so it is tried: a window that does not fit is halved, and `None` is a card that
/// has no room for any.
pub(super) fn reserve(
    device: &Device,
    hyper: &mut Hyperparameters,
    warnings: &mut Vec<String>,
) -> Option<Tensor> {
    if device.is_cpu() {
        return None;
    }
    let asked = hyper.window;
    loop {
        let per_token = 2 * hyper.n_layers * hyper.n_kv_heads * hyper.head_dim * size_of::<f32>();
        // A cache that grows lies there twice for a moment, one layer of it at a time.
        let bytes = per_token
            .saturating_mul(hyper.window)
            .saturating_add(PASS_BYTES);
        match Tensor::zeros(bytes, DType::U8, device) {
            Ok(room) => {
                if hyper.window < asked {
                    warnings.push(format!(
                        "The graphics card has room for {} tokens at once, not for {asked}.",
                        hyper.window
                    ));
                }
                return Some(room);
            }
            Err(_) if hyper.window / 2 >= MIN_WINDOW => hyper.window /= 2,
            Err(_) => break,
        }
    }
    hyper.window = asked;
    warnings.push(NO_ROOM.to_owned());
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_card_the_processor_computes_and_says_so_when_asked() {
        assert_eq!(chosen(DeviceChoice::Cpu).1, Vec::<String>::new());
        if graphics_card().is_ok() {
            return;
        }
        let (device, warnings) = chosen(DeviceChoice::Gpu);
        assert!(device.is_cpu());
        assert!(
            warnings[0].ends_with("the processor computes."),
            "{warnings:?}"
        );
        assert_eq!(chosen(DeviceChoice::Auto).1, Vec::<String>::new());
    }
}
