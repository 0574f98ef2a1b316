//! The model that comes with the program.

use std::path::PathBuf;

use crate::engine::ModelFile;

/// What it is called wherever a model is named.
pub const BUILT_IN: &str = "built-in";

static BYTES: &[u8] = include_bytes!("../../models/builtin/aspiro-nano.gguf");

/// The model that comes with the program.
pub const fn built_in() -> ModelFile {
    ModelFile::Embedded {
        name: BUILT_IN,
        bytes: BYTES,
    }
}

/// The model a person names: the built-in one by its name, every other by the path of its file.
pub fn named(name: PathBuf) -> ModelFile {
    if name.as_os_str() == BUILT_IN {
        built_in()
    } else {
        ModelFile::Path(name)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn it_is_small_and_runs_and_has_room_for_every_prompt_made_for_it() {
        let header = built_in().header().unwrap();
        catalog::check(&built_in()).unwrap();
        assert!(header.file_bytes() < 16_000_000);
        assert_eq!(header.unsigned("llama.context_length"), Some(1024));
        assert!(header.chat_template().is_some());
    }

    #[test]
    fn a_path_is_a_path_unless_it_is_the_name() {
        assert_eq!(named(BUILT_IN.into()), built_in());
        for path in ["./built-in", "built-in.gguf", "/models/built-in"] {
            assert_eq!(named(path.into()), ModelFile::Path(path.into()));
        }
    }
}
