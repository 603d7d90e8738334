//! A text as a QR code, drawn as one path of an SVG: no image to load, and nothing that a strict Content Security Policy minds.

use model::QrCode;
use qrcode::{Color, EcLevel};
use std::fmt::Write;

/// How many light modules stand around it (ISO/IEC 18004 §9.1).
const QUIET: usize = 4;

/// The code of a text; none for one that is too long.
pub(super) fn qr_code(text: &str) -> Option<QrCode> {
    let code = qrcode::QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                // Writing into a string cannot fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    Some(QrCode { size: u32::try_from(width + 2 * QUIET).ok()?, path })
}

#[cfg(test)]
mod tests {
    use super::qr_code;

    #[test]
    fn it_has_the_three_finder_patterns_in_its_corners() {
        let code = qr_code("otpauth://totp/Latchkey:a%40example.com?secret=ABC").unwrap();
        let last = code.size - 4 - 7;
        // The top row of a finder pattern is seven dark modules.
        assert!(code.path.starts_with("M4 4h7v1h-7z"), "{}", code.path);
        assert!(code.path.contains(&format!("M{last} 4h7v1h-7z")), "{}", code.path);
        assert!(code.path.contains(&format!("M4 {last}h7v1h-7z")), "{}", code.path);
        assert!(qr_code(&"x".repeat(5000)).is_none());
    }
}
