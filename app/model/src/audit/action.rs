//! What can be done with a record.

use super::words::words;

words! {
    /// What was done.
    AuditAction {
        /// It was made.
        Created "created";
        /// What was typed of it is other than before.
        Changed "changed";
        /// It was switched on: an application.
        Activated "activated";
        /// It was switched off: an application.
        Deactivated "deactivated";
        /// It was let in again: people, customers, organizations, rules.
        Enabled "enabled";
        /// It was shut out: people, customers, organizations, rules.
        Disabled "disabled";
        /// It was deleted.
        Deleted "deleted";
        /// It came back.
        Restored "restored";
        /// It is again as it came with the product.
        Reset "reset";
        /// It was given a new secret.
        SecretRotated "secret_rotated";
        /// A password was set for the first time, or by somebody else, or with a link.
        PasswordSet "password_set";
        /// Somebody changed their own password.
        PasswordChanged "password_changed";
        /// Somebody has another passkey or authenticator app.
        SecondFactorAdded "second_factor_added";
        /// Somebody has one less.
        SecondFactorRemoved "second_factor_removed";
        /// All of somebody's second factors were taken away by somebody else.
        SecondFactorsReset "second_factors_reset";
        /// Somebody made recovery codes anew.
        RecoveryCodesRenewed "recovery_codes_renewed";
        /// Somebody used a recovery code.
        RecoveryCodeUsed "recovery_code_used";
        /// A link to choose a new password was asked for.
        PasswordLinkSent "password_link_sent";
        /// Somebody was invited to choose their first password.
        Invited "invited";
        /// An account waits after too many failures to sign in.
        Locked "locked";
        /// It waits no more, because somebody said so.
        Unlocked "unlocked";
        /// A session was ended.
        SessionEnded "session_ended";
        /// Somebody signed out.
        SignedOut "signed_out";
        /// Somebody works in another organization from then on.
        OrganizationSwitched "organization_switched";
        /// Somebody let an application act on their behalf.
        LetIn "let_in";
        /// Somebody took that back.
        ShutOut "shut_out";
        /// What came of letting an application in was ended, because a code or a token was used twice.
        Misused "misused";
        /// A token was ended before its time.
        Revoked "revoked";
        /// A mail was put back into the queue.
        SentAgain "sent_again";
        /// A mail was given up.
        GivenUp "given_up";
        /// A mail was sent to try a template out.
        TriedOut "tried_out";
        /// Old audit records were removed.
        Shortened "shortened";
    }
}
