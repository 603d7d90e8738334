//! The columns of every grid: their names in URLs and APIs, what can be asked of them, what they can be sorted by.

mod words;

use crate::{Asks, AuditAction, AuditDoor, AuditKind, GridField};
use serde::{Deserialize, Serialize};
use words::{
    ENABLED, EVENTS, GRANTS, LOGIN_FAILURES, LOGIN_SOURCES, MAIL_STATES, MAILS, ORIGINS, SCOPES, SIDES,
    TEMPLATE_KINDS,
};

/// `Name "name" asks sorted;` for each column; `in "…"` where the filter has a name of its own in the URL. Columns after
/// each `hiding` are shown to whoever chose them.
macro_rules! fields {
    (
        $(#[$meta:meta])* $name:ident since $since:ident $(hiding $hidden:ident)* {
            $($(#[$doc:meta])* $field:ident $text:literal, $asks:expr, $sortable:literal $(, in $parameter:literal)?;)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$doc])* $field,)+
        }

        impl GridField for $name {
            const ALL: &'static [Self] = &[$(Self::$field,)+];

            fn as_str(self) -> &'static str {
                match self {
                    $(Self::$field => $text,)+
                }
            }

            fn asks(self) -> Asks {
                match self {
                    $(Self::$field => $asks,)+
                }
            }

            fn sortable(self) -> bool {
                match self {
                    $(Self::$field => $sortable,)+
                }
            }

            fn parameter(self) -> &'static str {
                match self {
                    $($(Self::$field => $parameter,)?)+
                    other => other.as_str(),
                }
            }

            fn at_first(self) -> bool {
                let hidden: &[Self] = &[$(Self::$hidden),*];
                !hidden.contains(&self)
            }

            fn since() -> Option<Self> {
                Some(Self::$since)
            }
        }
    };
}

fields! {
    /// The columns of the grids of applications.
    ApplicationField since Created hiding Origin {
        /// Application Name.
        Name "name", Asks::Text, true;
        /// Client ID.
        ClientId "client_id", Asks::Text, false;
        /// Active.
        Active "active", Asks::Either("active", "inactive"), true, in "status";
        /// Supported APIs.
        Apis "apis", Asks::Words(SCOPES), true;
        /// Grant Type.
        Grant "grant", Asks::Words(GRANTS), true;
        /// The owner, by name and e-mail address.
        Owner "owner", Asks::Text, true;
        /// The owner's id; for the web API, not shown.
        OwnerId "owner_id", Asks::Nothing, false;
        /// Organization.
        Organization "organization", Asks::Ids, true;
        /// Last Used.
        LastUsed "last_used_at", Asks::Time, true;
        /// Created.
        Created "created_at", Asks::Time, true;
        /// How it came to be.
        Origin "origin", Asks::Words(ORIGINS), true;
    }
}

fields! {
    /// The columns of the grids of users and of customer users.
    UserField since Created {
        /// Their id, which web APIs ask for.
        Id "id", Asks::Nothing, false;
        /// First name, which web APIs ask for.
        FirstName "first_name", Asks::Nothing, false;
        /// Last name, which web APIs ask for.
        LastName "last_name", Asks::Nothing, false;
        /// First and last name.
        Name "name", Asks::Text, true;
        /// Primary e-mail address.
        Email "email", Asks::Text, true;
        /// The customer's name; of customer users only.
        Customer "customer", Asks::Text, true;
        /// Roles.
        Role "role", Asks::Ids, false;
        /// Organizations.
        Organization "organization", Asks::Ids, false;
        /// Enabled.
        Enabled "enabled", ENABLED, true, in "status";
        /// When they last signed in.
        LastLogin "last_login_at", Asks::Time, true;
        /// Created.
        Created "created_at", Asks::Time, true;
        /// When they were last changed, which web APIs ask for.
        Changed "changed_at", Asks::Nothing, false;
        /// When an identity provider removed them, which its API asks for.
        Removed "removed_at", Asks::Nothing, false;
        /// What an organization's identity provider calls them, which its API asks for.
        ExternalId "external_id", Asks::Nothing, false;
    }
}

fields! {
    /// The columns of the grid of customers.
    CustomerField since Created {
        /// Name.
        Name "name", Asks::Text, true;
        /// How many customer users it has.
        Users "users", Asks::Nothing, true;
        /// Organization.
        Organization "organization", Asks::Ids, true;
        /// Enabled.
        Enabled "enabled", ENABLED, true, in "status";
        /// Created.
        Created "created_at", Asks::Time, true;
    }
}

fields! {
    /// The columns of the grid of organizations.
    OrganizationField since Created {
        /// Name.
        Name "name", Asks::Text, true;
        /// Whether it has global access.
        Global "global", Asks::Either("yes", "no"), true;
        /// How many users may enter it.
        Users "users", Asks::Nothing, true;
        /// Enabled.
        Enabled "enabled", ENABLED, true, in "status";
        /// Created.
        Created "created_at", Asks::Time, true;
    }
}

fields! {
    /// The columns of the grid of roles.
    RoleField since Created {
        /// Name.
        Name "name", Asks::Text, true;
        /// For users or for customer users.
        Side "side", Asks::Words(SIDES), true;
        /// How many people have it.
        Users "users", Asks::Nothing, true;
        /// Created.
        Created "created_at", Asks::Time, true;
        /// Its id, which web APIs ask for.
        Id "id", Asks::Nothing, false;
        /// When it was last changed, given or taken, which web APIs ask for.
        Changed "changed_at", Asks::Nothing, false;
        /// Who has it, which the API of identity providers asks for.
        Member "member", Asks::Nothing, false;
        /// What an organization's identity provider calls it, which its API asks for.
        ExternalId "external_id", Asks::Nothing, false;
    }
}

fields! {
    /// The columns of the grid of notification rules.
    RuleField since Created {
        /// Name.
        Name "name", Asks::Text, true;
        /// What has to happen.
        Event "event", Asks::Words(EVENTS), true;
        /// The template's name.
        Template "template", Asks::Text, true;
        /// Who is told.
        Recipients "recipients", Asks::Nothing, false;
        /// Organization.
        Organization "organization", Asks::Ids, true;
        /// Enabled.
        Enabled "enabled", ENABLED, true, in "status";
        /// Created.
        Created "created_at", Asks::Time, true;
    }
}

fields! {
    /// The columns of the outbox.
    OutboxField since Created hiding Attempts hiding NextAttempt {
        /// Subject.
        Subject "subject", Asks::Text, true;
        /// Whom it is for, by name and address.
        To "to", Asks::Text, true;
        /// What it tells.
        Event "event", Asks::Words(MAILS), true;
        /// Whether it has left.
        State "state", Asks::Words(MAIL_STATES), true;
        /// How often sending was tried.
        Attempts "attempts", Asks::Nothing, true;
        /// When it is tried (again).
        NextAttempt "next_attempt_at", Asks::Time, true;
        /// When it was written.
        Created "created_at", Asks::Time, true;
        /// When it was sent.
        Sent "sent_at", Asks::Time, true;
        /// Why it was not sent.
        Error "error", Asks::Text, false;
    }
}

fields! {
    /// The columns of the grids of attempts to sign in.
    LoginAttemptField since Created {
        /// What was typed as the e-mail address.
        Email "email", Asks::Text, true;
        /// Whose address that is.
        User "user", Asks::Ids, false;
        /// The Client ID of the application, if it was at the token endpoint.
        Application "client_id", Asks::Text, true;
        /// How they tried.
        Source "source", Asks::Words(LOGIN_SOURCES), true;
        /// Whether they came in.
        Succeeded "succeeded", Asks::Either("success", "failure"), true, in "result";
        /// Why they did not.
        Reason "reason", Asks::Words(LOGIN_FAILURES), true;
        /// The network address.
        Address "address", Asks::Text, true;
        /// What the browser called itself.
        Browser "browser", Asks::Text, false;
        /// When.
        Created "created_at", Asks::Time, true;
    }
}

fields! {
    /// The columns of the grid of audit records.
    AuditRecordField since Created {
        /// When.
        Created "created_at", Asks::Time, true;
        /// Who did it.
        Actor "who", Asks::Text, true;
        /// Which person did it.
        ActorId "person", Asks::Ids, false;
        /// What was done.
        Action "action", Asks::Words(AuditAction::WORDS), true;
        /// With which kind of record.
        Kind "kind", Asks::Words(AuditKind::WORDS), true;
        /// What it was called.
        Subject "subject", Asks::Text, true;
        /// Which record it was.
        SubjectId "record", Asks::Ids, false;
        /// By which door.
        Door "door", Asks::Words(AuditDoor::WORDS), true;
        /// From which address.
        Address "address", Asks::Text, true;
    }
}

fields! {
    /// The columns of the grid of mail templates.
    TemplateField since Updated {
        /// Name.
        Name "name", Asks::Text, true;
        /// What it speaks of.
        Kind "kind", Asks::Words(TEMPLATE_KINDS), true;
        /// Whether it came with the product.
        Shipped "shipped", Asks::Either("shipped", "own"), true, in "origin";
        /// In which languages it has words of its own.
        Languages "languages", Asks::Nothing, true;
        /// Organization.
        Organization "organization", Asks::Ids, true;
        /// When it was last changed.
        Updated "updated_at", Asks::Time, true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_wait_for_every_event_and_nothing_else() {
        assert_eq!(EVENTS, crate::MailEvent::ALL.map(crate::MailEvent::as_str));
    }

    fn check<F: GridField>() {
        for (index, field) in F::ALL.iter().enumerate() {
            assert_eq!(F::named(field.as_str()), Some(*field));
            let parameters = F::ALL.iter().filter(|other| other.parameter() == field.parameter());
            assert_eq!(parameters.count(), 1, "{field:?}");
            assert!(!["sort", "page", "size", "column"].contains(&field.parameter()));
            assert!(!F::ALL[..index].contains(field));
        }
    }

    #[test]
    fn every_column_has_a_name_and_a_parameter_of_its_own() {
        check::<ApplicationField>();
        check::<UserField>();
        check::<CustomerField>();
        check::<OrganizationField>();
        check::<RoleField>();
        check::<LoginAttemptField>();
        check::<AuditRecordField>();
        check::<OutboxField>();
        check::<TemplateField>();
        check::<RuleField>();
    }
}
