//! The kinds of record that have a history.

use super::words::words;

words! {
    /// What an audit record is about.
    AuditKind {
        /// An application.
        Application "application";
        /// A user of the back office.
        User "user";
        /// A customer user.
        CustomerUser "customer_user";
        /// A customer.
        Customer "customer";
        /// An organization.
        Organization "organization";
        /// A role.
        Role "role";
        /// A template of mails.
        EmailTemplate "email_template";
        /// A notification rule.
        NotificationRule "notification_rule";
        /// A mail in the outbox.
        Mail "mail";
        /// A token with which applications register themselves.
        RegistrationToken "registration_token";
        /// A message of a mail program that was attached to a person.
        AttachedMessage "attached_message";
        /// A saved view of a grid.
        SavedView "saved_view";
        /// A signing key.
        SigningKey "signing_key";
        /// The server itself.
        Server "server";
    }
}
