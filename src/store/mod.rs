//! One encrypted SQLite file per person, written the moment something is worth keeping.

mod analyses;
mod chats;
mod figures;
mod ledger;
mod paths;
mod resumes;
mod settings;
mod vault;

pub use analyses::{AnalysisRow, NewAnalysis};
pub use chats::{ChatRow, MessageRow};
pub use figures::AnswerFigureRow;
pub use ledger::LedgerRow;
pub use paths::NewPath;
pub use resumes::ResumeRow;
pub use vault::{ProfileInfo, Vault};

use crate::explain::StoreError;

pub type Result<T> = std::result::Result<T, StoreError>;

/// One open profile. Exclusive: a second opener gets [`StoreError::InUse`].
pub struct Store;

impl Store {
    pub fn name(&self) -> &str {
        todo!()
    }
}
