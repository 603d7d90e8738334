//! Which Client IDs are addresses of documents (OAuth Client ID Metadata Document §3).

use crate::Office;
use openidconnect::url::Url;

/// The longest, in bytes: it goes into an index.
const MAX_LENGTH: usize = 1_024;

/// The host of such an address. It has to be written as it is read: a spelling that means another address, such as one with
/// dot segments, an own port that is the usual one, or capital letters in its host, would be another Client ID for it.
pub(super) fn document_host(client_id: &str, allow_http: bool) -> Option<String> {
    if client_id.len() > MAX_LENGTH || !client_id.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    {
        return None;
    }
    let url = Url::parse(client_id).ok().filter(|url| url.as_str() == client_id)?;
    let secure = url.scheme() == "https" || (allow_http && url.scheme() == "http");
    let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    // Dots can be written in other ways than one; nobody needs any of them as a segment.
    let dots =
        |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    let straight = !url.path_segments()?.any(dots);
    (secure && plain && straight).then(|| url.host_str().map(str::to_owned)).flatten()
}

impl Office {
    /// The host of the document that a Client ID is the address of, if documents of that host are believed.
    pub(crate) fn document_host(&self, client_id: &str) -> Option<String> {
        let settings = &self.0.settings.client_id_metadata;
        let anywhere = self.reach() == crate::outward::Reach::Anywhere;
        document_host(client_id, anywhere).filter(|host| settings.allows(host))
    }
}
