//! A value that never reaches a log, a panic message or a `Debug` print.

use std::fmt;

/// Holds something a person would not want printed: a passphrase, an API key, the text of a résumé.
///
/// Reading it takes an explicit [`expose`](Private::expose), so that a search for that word finds
/// every place where private data leaves its wrapper.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Private<T>(T);

impl<T> Private<T> {
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    pub const fn expose(&self) -> &T {
        &self.0
    }

    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Private<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(private)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_hides_the_value() {
        let key = Private::new("sk-or-v1-secret");
        assert_eq!(format!("{key:?}"), "(private)");
        assert_eq!(*key.expose(), "sk-or-v1-secret");
    }
}
