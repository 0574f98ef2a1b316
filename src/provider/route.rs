//! What failures say about the links that follow.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::Provider;
use super::backoff::{self, Backoff};
use super::breaker::{Breakers, Permit};
use super::chain::Pace;
use crate::chat::Link;
use crate::explain::LinkError;

/// One entry of the chain, across questions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    link: &'static str,
    model: String,
    host: Option<String>,
}

/// One account with a host. Without a key, the host itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Account {
    host: Option<String>,
    key: Option<u64>,
}

impl Account {
    fn of(link: &dyn Provider) -> Self {
        Self {
            host: link.host().map(str::to_owned),
            key: link.key_id(),
        }
    }
}

/// What outlives a question: resting links, and pauses that services asked for.
#[derive(Clone)]
pub struct Memory {
    breakers: Breakers<Entry>,
    pauses: Arc<Mutex<HashMap<Account, Pause>>>,
    pub backoff: Backoff,
}

#[derive(Clone)]
struct Pause {
    until: Instant,
    asked_with: LinkError,
}

impl Memory {
    pub fn new(pace: Pace) -> Self {
        Self {
            breakers: Breakers::new(pace.rest),
            pauses: Arc::default(),
            backoff: pace.backoff,
        }
    }

    fn pauses(&self) -> MutexGuard<'_, HashMap<Account, Pause>> {
        self.pauses.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pause(&self, account: &Account, now: Instant) -> Option<Pause> {
        let mut pauses = self.pauses();
        pauses.retain(|_, pause| pause.until > now);
        pauses.get(account).cloned()
    }
}

/// What one question has learnt so far.
pub struct Route {
    memory: Memory,
    dead_hosts: HashMap<String, LinkError>,
    dead_accounts: HashMap<Account, LinkError>,
    /// Failures that call for a pause, and when the host may be asked again.
    busy_hosts: HashMap<String, (u32, Instant)>,
}

/// Leave to ask a link.
pub struct Admission {
    pub permit: Permit<Entry>,
    /// Not before this moment.
    pub not_before: Option<Instant>,
}

impl Route {
    pub fn new(memory: Memory) -> Self {
        Self {
            memory,
            dead_hosts: HashMap::new(),
            dead_accounts: HashMap::new(),
            busy_hosts: HashMap::new(),
        }
    }

    /// # Errors
    ///
    /// Why the link is passed over: what was learnt about its host or key, or [`LinkError::Resting`].
    pub fn admit(&self, link: &dyn Provider, now: Instant) -> Result<Admission, LinkError> {
        let account = Account::of(link);
        if let Some(error) = link.host().and_then(|host| self.dead_hosts.get(host)) {
            return Err(error.clone());
        }
        if let Some(error) = self.dead_accounts.get(&account) {
            return Err(error.clone());
        }
        let pause = self.memory.pause(&account, now);
        if let Some(pause) = &pause
            && pause.until.duration_since(now) > self.memory.backoff.most
        {
            return Err(pause.asked_with.clone());
        }
        let busy = link.host().and_then(|host| self.busy_hosts.get(host));
        let not_before = busy.map(|busy| busy.1).max(pause.map(|pause| pause.until));
        let entry = Entry {
            link: link.link().as_str(),
            model: link.model().to_owned(),
            host: link.host().map(str::to_owned),
        };
        let permit = self
            .memory
            .breakers
            .admit(&entry, now)
            .ok_or(LinkError::Resting)?;
        Ok(Admission { permit, not_before })
    }

    /// Learns from a failure of `link`, and tells its breaker.
    pub fn failed(
        &mut self,
        link: &dyn Provider,
        permit: Permit<Entry>,
        error: &LinkError,
        now: Instant,
    ) {
        // Links that are switched off say nothing about their health, and the guide has nobody behind it.
        let switched_off = matches!(error, LinkError::NoConsent | LinkError::NotConfigured);
        if !switched_off && link.link() != Link::Guide {
            permit.failed(now);
        }
        match error {
            LinkError::Unreachable { .. } => {
                if let Some(host) = link.host() {
                    self.dead_hosts.insert(host.to_owned(), error.clone());
                }
            }
            LinkError::Unauthorized | LinkError::PaymentRequired => {
                self.dead_accounts.insert(Account::of(link), error.clone());
            }
            LinkError::RateLimited { retry_after_secs }
            | LinkError::Status {
                status: 500..=599,
                retry_after_secs,
            } => self.busy(link, retry_after_secs.map(Duration::from_secs), error, now),
            _ => {}
        }
    }

    fn busy(
        &mut self,
        link: &dyn Provider,
        asked: Option<Duration>,
        error: &LinkError,
        now: Instant,
    ) {
        let Some(host) = link.host() else { return };
        if let Some(asked) = asked {
            let pause = Pause {
                until: now + asked,
                asked_with: error.clone(),
            };
            self.memory.pauses().insert(Account::of(link), pause);
        }
        let (failures, not_before) = self.busy_hosts.entry(host.to_owned()).or_insert((0, now));
        *failures += 1;
        // Too long a wish closes the account, above; other accounts with that host wait as usual.
        let backoff = self.memory.backoff;
        let chance = backoff::chance();
        let pause = backoff
            .pause(*failures, asked, chance)
            .or_else(|| backoff.pause(*failures, None, chance));
        *not_before = now + pause.unwrap_or_default();
    }
}
