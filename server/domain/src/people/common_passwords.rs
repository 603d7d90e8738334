//! Passwords that are long enough and still among the first that are tried.

/// In lower case. All of them have the least length; shorter ones are refused for that.
const COMMON: &[&str] = &[
    "000000000000",
    "0123456789012",
    "111111111111",
    "121212121212",
    "123123123123",
    "1234512345123",
    "123456123456",
    "1234567890-=",
    "123456789012",
    "1234567890123",
    "12345678901234",
    "123456789012345",
    "1234567890qwerty",
    "1234567891011",
    "123456789abc",
    "123456789qwe",
    "123456qwerty",
    "12345qwert12345",
    "123qwe123qwe",
    "147258369147",
    "1q2w3e4r5t6y",
    "1q2w3e4r5t6y7u8i",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "987654321012",
    "999999999999",
    "aaaaaaaaaaaa",
    "abc123456789",
    "abcd12345678",
    "abcdefghijkl",
    "abcdefghijklm",
    "abcdefghijklmnopqrstuvwxyz",
    "admin1234567",
    "admin12345678",
    "admin123456789",
    "administrator",
    "administrator1",
    "adminpassword",
    "asdfghjkl123",
    "asdfghjkl1234",
    "asdfghjklasdfghjkl",
    "changeme1234",
    "changemeplease",
    "computer1234",
    "correcthorsebatterystaple",
    "football1234",
    "iloveyou1234",
    "iloveyou12345",
    "iloveyouforever",
    "letmein12345",
    "letmein123456",
    "letmeinletmein",
    "liverpool123",
    "michaeljackson",
    "monkey123456",
    "newpassword1",
    "p@ssw0rd1234",
    "p@ssw0rd12345",
    "p@ssword1234",
    "passw0rd1234",
    "password1234",
    "password1234!",
    "password12345",
    "password123456",
    "password12345678",
    "password123456789",
    "password2024",
    "password2025",
    "password2026",
    "passwordpassword",
    "princess1234",
    "q1w2e3r4t5y6",
    "qazwsxedcrfv",
    "qazwsxedcrfvtgb",
    "qwerty123456",
    "qwerty1234567",
    "qwerty12345678",
    "qwerty123456789",
    "qwertyqwerty",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiop1234",
    "qwertyuiop123456",
    "qwertyuiop[]",
    "qwertyuiopasdfghjkl",
    "qwertyuiopasdfghjklzxcvbnm",
    "secret123456",
    "spongebob123",
    "sunshine1234",
    "superman1234",
    "test12345678",
    "testpassword",
    "trustno1trustno1",
    "welcome12345",
    "welcome123456",
    "whateverwhatever",
    "xxxxxxxxxxxx",
    "zaq12wsxcde3",
    "zxcvbnm12345",
    "zxcvbnmzxcvbnm",
];

/// Whether it is one of them, without regard to case.
pub(super) fn is_common(password: &str) -> bool {
    COMMON.binary_search(&model::fold(password).as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_every_word_of_it_counts() {
        assert!(COMMON.is_sorted());
        for word in COMMON {
            assert!(word.chars().count() >= model::PASSWORD_MIN_LENGTH, "{word} is too short anyway");
            assert!(is_common(word) && is_common(&word.to_uppercase()), "{word}");
        }
        assert!(!is_common("a password for tests"));
    }
}
