//! The only HTTP client, and what its errors mean.

use std::error::Error;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use reqwest::{Client, ClientBuilder, redirect, retry};

use crate::explain::LinkError;

const CONNECT: Duration = Duration::from_secs(3);

/// A client that trusts the system's certificates, or none where the system has none: loopback
/// without TLS then still works, and every TLS connection fails.
pub(super) fn build() -> Result<Client, String> {
    // Fails only when a provider is installed already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    settings()
        .build()
        .or_else(|_| settings().tls_certs_only([]).build())
        .map_err(|error| root_cause(&error))
}

pub(super) fn settings() -> ClientBuilder {
    let localhost = [
        SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
    ];
    Client::builder()
        .user_agent(concat!("aspiro/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT)
        .redirect(redirect::Policy::none())
        .referer(false)
        .no_proxy()
        .retry(retry::never())
        // A pooled connection lives on the runtime that opened it and may be dead by the next
        // question; without a pool every question stands alone, and dropping it closes its socket.
        .pool_max_idle_per_host(0)
        .resolve_to_addrs("localhost", &localhost)
}

/// What went wrong before a response began. The address is left out, because it may hold a secret.
pub(super) fn explain(error: &reqwest::Error) -> LinkError {
    if error.is_connect() || error.is_builder() {
        return LinkError::Unreachable {
            detail: root_cause(error),
        };
    }
    if error.is_timeout() {
        return LinkError::Timeout;
    }
    LinkError::Cut
}

fn root_cause(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
