//! What the environment says, resolved once when the program starts.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::private::Private;

const OPENROUTER_URL: &str = "https://openrouter.ai/api/v1";

/// The resolved configuration. An empty variable counts as not set.
#[derive(Debug, Clone)]
pub struct Config {
    /// Everything the program writes lies under this folder (`ASPIRO_HOME`).
    pub home: PathBuf,
    /// No connection beyond loopback, whatever the profile says (`ASPIRO_OFFLINE`).
    pub offline: bool,
    /// The profile to open (`ASPIRO_PROFILE`).
    pub profile: Option<String>,
    /// Its passphrase (`ASPIRO_PASSPHRASE`).
    pub passphrase: Option<Private<String>>,
    /// `OPENROUTER_API_KEY`.
    pub openrouter_key: Option<Private<String>>,
    /// Asked when the first key is refused or exhausted (`OPENROUTER_API_KEY_BACKUP`).
    pub openrouter_key_backup: Option<Private<String>>,
    /// Without a trailing slash (`ASPIRO_OPENROUTER_URL`).
    pub openrouter_url: String,
}

impl Config {
    pub fn from_env() -> Self {
        let default_home = directories::ProjectDirs::from("", "", "aspiro")
            .map(|dirs| dirs.data_dir().to_owned())
            // A user without a home folder gets one where the program was started.
            .unwrap_or_else(|| PathBuf::from(".aspiro"));
        let mut config = Self::resolve(|name| std::env::var_os(name), &default_home);
        // A later change of the working folder must not move the data.
        if let Ok(home) = std::path::absolute(&config.home) {
            config.home = home;
        }
        config
    }

    fn resolve(lookup: impl Fn(&str) -> Option<OsString>, default_home: &Path) -> Self {
        let raw = |name: &str| lookup(name).filter(|value| !value.is_empty());
        let text = |name: &str| raw(name).and_then(|value| value.into_string().ok());
        let private = |name: &str| text(name).map(Private::new);
        Self {
            home: raw("ASPIRO_HOME").map_or_else(|| default_home.to_owned(), PathBuf::from),
            offline: text("ASPIRO_OFFLINE").is_some_and(|value| value != "0"),
            profile: text("ASPIRO_PROFILE"),
            passphrase: private("ASPIRO_PASSPHRASE"),
            openrouter_key: private("OPENROUTER_API_KEY"),
            openrouter_key_backup: private("OPENROUTER_API_KEY_BACKUP"),
            openrouter_url: text("ASPIRO_OPENROUTER_URL").map_or_else(
                || OPENROUTER_URL.to_owned(),
                |url| url.trim_end_matches('/').to_owned(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(variables: &[(&str, &str)]) -> Config {
        let lookup = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| OsString::from(value))
        };
        Config::resolve(lookup, Path::new("/default"))
    }

    #[test]
    fn an_empty_environment_gives_the_defaults() {
        for variables in [&[][..], &[("ASPIRO_HOME", ""), ("ASPIRO_PASSPHRASE", "")]] {
            let config = resolve(variables);
            assert_eq!(config.home, Path::new("/default"));
            assert!(!config.offline);
            assert_eq!(config.profile, None);
            assert_eq!(config.passphrase, None);
            assert_eq!(config.openrouter_key, None);
            assert_eq!(config.openrouter_key_backup, None);
            assert_eq!(config.openrouter_url, "https://openrouter.ai/api/v1");
        }
    }

    #[test]
    fn every_variable_reaches_its_field() {
        let config = resolve(&[
            ("ASPIRO_HOME", "/data"),
            ("ASPIRO_OFFLINE", "1"),
            ("ASPIRO_PROFILE", "Ada"),
            ("ASPIRO_PASSPHRASE", "correct horse"),
            ("OPENROUTER_API_KEY", "first"),
            ("OPENROUTER_API_KEY_BACKUP", "second"),
            ("ASPIRO_OPENROUTER_URL", "http://127.0.0.1:9/v1/"),
        ]);
        assert_eq!(config.home, Path::new("/data"));
        assert!(config.offline);
        assert_eq!(config.profile.as_deref(), Some("Ada"));
        assert_eq!(config.passphrase, Some("correct horse".to_owned().into()));
        assert_eq!(config.openrouter_key, Some("first".to_owned().into()));
        assert_eq!(
            config.openrouter_key_backup,
            Some("second".to_owned().into())
        );
        assert_eq!(config.openrouter_url, "http://127.0.0.1:9/v1");
        let printed = format!("{config:?}");
        for secret in ["correct horse", "first", "second"] {
            assert!(!printed.contains(secret), "{printed}");
        }
    }

    #[test]
    fn offline_can_be_switched_off_by_a_zero() {
        assert!(!resolve(&[("ASPIRO_OFFLINE", "0")]).offline);
    }
}
