//! By which door somebody came in, and of which kind they are.

use super::words::words;

words! {
    /// By which door it was done.
    AuditDoor {
        /// The pages.
        Pages "pages";
        /// The web API.
        Api "api";
        /// The web API of the customer side.
        CustomerApi "customer_api";
        /// SCIM, by which identity providers come in.
        Scim "scim";
        /// The API of the mail program's add-on.
        EmailAddon "email_addon";
        /// The token endpoint and those beside it.
        OAuth "oauth";
        /// Dynamic registration (RFC 7591, RFC 7592).
        Registration "registration";
        /// The command line.
        CommandLine "command_line";
        /// None: the server did it by itself.
        Server "server";
    }
}

words! {
    /// Of which kind somebody is who did something.
    AuditWho {
        /// A person, or an application that acts as one.
        Person "person";
        /// An application that acts for itself.
        Application "application";
        /// Whoever runs the command line.
        Operator "operator";
        /// The server.
        Server "server";
        /// Nobody that is known: whoever asked for a link.
        Stranger "stranger";
    }
}
