//! Answers.
pub(crate) struct Fact { pub label: String, pub text: String }
