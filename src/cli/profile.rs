//! `aspiro profile list|create`.

use std::io::{self, IsTerminal, Write};

use anyhow::Result;
use clap::Subcommand;

use crate::config::Config;
use crate::explain::{Explain, StoreError};
use crate::private::Private;
use crate::store::Vault;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print the profiles' names, one on each line.
    List,
    /// Create an encrypted profile; the passphrase comes from ASPIRO_PASSPHRASE or is asked for.
    Create {
        #[arg(long)]
        name: String,
    },
}

/// What ends a command early.
enum Failure {
    Usage(&'static str),
    Sentence(String),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Sentence(error.explain().sentence())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Sentence(format!("The terminal does not work: {error}."))
    }
}

pub fn run(args: Args) -> Result<u8> {
    let config = Config::from_env();
    let vault = Vault::new(config.home);
    let done = match args.action {
        Action::List => list(&vault),
        Action::Create { name } => create(&vault, &name, config.passphrase),
    };
    let (code, sentence) = match done {
        Ok(()) => return Ok(0),
        Err(Failure::Usage(sentence)) => (2, sentence.to_owned()),
        Err(Failure::Sentence(sentence)) => (1, sentence),
    };
    writeln!(io::stderr(), "{sentence}")?;
    Ok(code)
}

fn list(vault: &Vault) -> Result<(), Failure> {
    let profiles = vault.list()?;
    if profiles.is_empty() {
        writeln!(
            io::stderr().lock(),
            "There are no profiles yet; `aspiro profile create --name NAME` makes one."
        )?;
    }
    let mut out = io::stdout().lock();
    for profile in profiles {
        writeln!(out, "{}", profile.name)?;
    }
    Ok(())
}

fn create(vault: &Vault, name: &str, passphrase: Option<Private<String>>) -> Result<(), Failure> {
    let passphrase = match passphrase {
        Some(passphrase) => passphrase,
        None if io::stdin().is_terminal() => ask()?,
        None => {
            return Err(Failure::Usage(
                "A profile needs a passphrase: set ASPIRO_PASSPHRASE, or run this in a terminal to be asked for it.",
            ));
        }
    };
    let store = vault.create(name, Some(&passphrase))?;
    writeln!(
        io::stdout().lock(),
        "Created the profile “{}”. Nobody can open it without its passphrase, so keep that safe.",
        store.name()
    )?;
    Ok(())
}

fn ask() -> Result<Private<String>, Failure> {
    let first = Private::new(rpassword::prompt_password(
        "Passphrase (8 characters or more): ",
    )?);
    let second = Private::new(rpassword::prompt_password("The same again: ")?);
    if first != second {
        return Err(Failure::Sentence(
            "The two passphrases differ. Nothing was created; please try again.".to_owned(),
        ));
    }
    Ok(first)
}
