//! Signing in through an identity provider, which is a second Latchkey that listens on loopback.

mod arriving;
mod company;
mod creating;
mod forging;
mod linking;
mod logout;
mod only;
mod outage;
mod roles;
