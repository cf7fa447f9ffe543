//! A virtual display of our own, and what is on it.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, Window};
use x11rb::rust_connection::RustConnection;

/// What is looked at: a strip from the top to the foot, which every program's first words and
/// pictures reach. The whole display would take the time that is being measured.
const STRIP: (i16, i16, u16, u16) = (16, 0, 200, 720);
/// A plain ground and its border have fewer colours than this.
const MOST_PLAIN: usize = 3;

/// An X server with a screen of 1280 x 720, ended when this is dropped.
pub struct Display {
    server: Child,
    name: String,
    connection: RustConnection,
    root: Window,
}

/// What the strip holds.
#[derive(PartialEq, Eq)]
pub struct Picture(Vec<u8>);

impl Display {
    /// Starts the server and waits until it takes connections.
    pub fn open() -> Result<Self, String> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x720x24"])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("Xvfb does not start ({error}); Debian has it in `xvfb`"))?;
        let mut line = String::new();
        if let Some(out) = server.stdout.take() {
            let _ = BufReader::new(out).read_line(&mut line);
        }
        let name = format!(":{}", line.trim());
        let (connection, screen) = RustConnection::connect(Some(&name)).map_err(|error| {
            let _ = server.kill();
            format!("the display {name} cannot be reached: {error}")
        })?;
        let root = connection
            .setup()
            .roots
            .get(screen)
            .map(|screen| screen.root);
        let root = root.ok_or("the display has no screen")?;
        Ok(Self {
            server,
            name,
            connection,
            root,
        })
    }

    /// What programs know it by, as in `:99`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is on it now.
    pub fn picture(&self) -> Result<Picture, String> {
        let (x, y, width, height) = STRIP;
        let image = self
            .connection
            .get_image(ImageFormat::Z_PIXMAP, self.root, x, y, width, height, !0)
            .map_err(|error| error.to_string())?
            .reply()
            .map_err(|error| error.to_string())?;
        Ok(Picture(image.data))
    }
}

impl Picture {
    /// Whether there is more than ground.
    pub fn shows_something(&self) -> bool {
        let mut colours = BTreeSet::new();
        self.0.chunks_exact(4).any(|pixel| {
            colours.insert(pixel);
            colours.len() > MOST_PLAIN
        })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
