//! Failures of one link of the chain.

use super::{Explain, Explanation, ModelError};

/// Why a link of the chain did not answer. `Display` is the short code that provenance lists,
/// for example `rate_limited` in `openrouter/x:rate_limited`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Sending anything off this machine was not agreed to.
    #[error("no_consent")]
    NoConsent,
    /// No model is installed, or no endpoint or key is configured.
    #[error("not_configured")]
    NotConfigured,
    #[error("rate_limited")]
    RateLimited { retry_after_secs: Option<u64> },
    #[error("timeout")]
    Timeout,
    /// No network, a refused connection or a name that does not resolve.
    #[error("unreachable")]
    Unreachable { detail: String },
    #[error("unauthorized")]
    Unauthorized,
    #[error("payment_required")]
    PaymentRequired,
    #[error("status_{status}")]
    Status {
        status: u16,
        retry_after_secs: Option<u64>,
    },
    /// The connection ended before the answer did.
    #[error("cut")]
    Cut,
    /// An answer without a single word counts as a failure.
    #[error("empty")]
    Empty,
    #[error("malformed")]
    Malformed { detail: String },
    /// The service said so inside its answer.
    #[error("refused")]
    Provider { detail: String },
    /// Skipped because it failed several times in a row a moment ago.
    #[error("resting")]
    Resting,
    #[error("{}", .0.code())]
    Model(#[from] ModelError),
}

impl Explain for LinkError {
    fn explain(&self) -> Explanation {
        let again = "Try again in a moment.";
        match self {
            Self::NoConsent => Explanation::new(
                "Nothing was sent.",
                "Online models are switched off.",
                "Switch them on in Settings if you want to use them.",
            ),
            Self::NotConfigured => Explanation::new(
                "This link is not set up.",
                "No model, address or key has been chosen for it.",
                "Choose a model on the Models page, or add a key in Settings.",
            ),
            Self::RateLimited { retry_after_secs } => Explanation::new(
                "The service asks for a pause.",
                "Too many requests reached it in a short time.",
                retry_after_secs.map_or_else(
                    || again.to_owned(),
                    |secs| format!("Try again in {secs} seconds."),
                ),
            ),
            Self::Timeout => Explanation::new(
                "The service did not answer in time.",
                "It may be busy.",
                again,
            ),
            Self::Unreachable { .. } => Explanation::new(
                "The service cannot be reached.",
                "There may be no network, or its address may be wrong.",
                "Check the connection, or go on offline with the local model.",
            ),
            Self::Unauthorized => Explanation::new(
                "The service did not accept the key.",
                "It may be mistyped, expired or withdrawn.",
                "Check the key in Settings.",
            ),
            Self::PaymentRequired => Explanation::new(
                "The account has no credit left.",
                "The service wants a payment before it answers.",
                "Add credit to the account, or use the local model.",
            ),
            Self::Status { status, .. } => Explanation::new(
                "The service refused the request.",
                format!("It answered with status {status}."),
                again,
            ),
            Self::Cut => Explanation::new(
                "The answer broke off.",
                "The connection ended before the answer did.",
                again,
            ),
            Self::Empty => {
                Explanation::new("The answer was empty.", "The model wrote no text.", again)
            }
            Self::Malformed { .. } => Explanation::new(
                "The answer could not be understood.",
                "What came back does not follow the protocol; a login page of the network can look like this.",
                "Check the network, then try again.",
            ),
            Self::Provider { detail } => Explanation::new(
                "The service reported a problem.",
                format!("It says: {detail}"),
                again,
            ),
            Self::Resting => Explanation::new(
                "This link is resting.",
                "It failed several times in a row a moment ago.",
                "It is tried again within half a minute.",
            ),
            Self::Model(error) => error.explain(),
        }
    }
}
