//! How a sign-in through a provider ends that does not succeed.

use crate::Error;
use model::ProviderProblem;

/// Why, and where the person was going.
#[derive(Debug)]
pub struct Refused {
    /// Why.
    pub problem: ProviderProblem,
    /// Where they wanted to go on.
    pub next: String,
    /// Whether they were linking an account, and not signing in.
    pub linking: bool,
}

/// A refusal before it is known where the person was going, or a failure of ours.
#[derive(Debug)]
pub(super) enum Stop {
    /// For the person.
    Problem(ProviderProblem),
    /// For the log.
    Failed(Error),
}

impl From<ProviderProblem> for Stop {
    fn from(problem: ProviderProblem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}
