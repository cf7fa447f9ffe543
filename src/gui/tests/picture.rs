//! What the window would show of a harness, drawn without any driver.
//!
//! egui's triangles are filled here one after another, as the window's shader does it: colours
//! multiplied as they are written, blended in linear light. Everything after egui's tessellation
//! is in whole numbers, so that every machine draws the same. The picture behind the page is
//! Bevy's; here it is one flat colour.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use bevy_egui::egui;
use egui::epaint::{ImageData, Primitive, Vertex};
use egui::{Color32, ColorImage, Mesh, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;

use super::stage::Play;

/// Every texture egui has handed over: the letters and the portraits.
#[derive(Clone, Default)]
pub(super) struct Textures(Arc<Mutex<HashMap<TextureId, ColorImage>>>);

impl TestRenderer for Textures {
    #[expect(
        clippy::iter_over_hash_type,
        reason = "each texture is its own, whichever comes first"
    )]
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut known = self.0.lock().unwrap();
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = change.image;
                match change.pos {
                    None => {
                        known.insert(id, (*image).clone());
                    }
                    Some(at) => put(known.get_mut(&id).unwrap(), &image, at),
                }
            }
        }
        for id in delta.free.drain() {
            known.remove(&id);
        }
    }
}

/// Replaces a part of an image.
fn put(whole: &mut ColorImage, part: &ColorImage, [left, top]: [usize; 2]) {
    for (row, line) in part.pixels.chunks(part.size[0]).enumerate() {
        let start = (top + row) * whole.size[0] + left;
        whole.pixels[start..start + line.len()].copy_from_slice(line);
    }
}

/// Rows of red, green and blue.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<[u8; 3]>,
}

/// Draws what the harness drew last, over one colour.
pub(super) fn picture(harness: &Play, ground: Color32) -> Picture {
    let output = harness.output();
    let points = output.pixels_per_point;
    let screen = harness.ctx.viewport_rect();
    let mut canvas = Canvas::new(
        pixel(screen.width() * points),
        pixel(screen.height() * points),
    );
    canvas.pixels.fill(linear(ground));
    let known = harness.state().textures.0.lock().unwrap();
    for part in harness.ctx.tessellate(output.shapes.clone(), points) {
        if let Primitive::Mesh(mesh) = part.primitive {
            canvas.mesh(
                &mesh,
                part.clip_rect * points,
                points,
                &known[&mesh.texture_id],
            );
        }
    }
    canvas.finish()
}

fn pixel(length: f32) -> usize {
    length.round() as usize
}

/// Premultiplied colours in linear light, 0 to 65535.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u32; 3]>,
}

/// The linear light of each written value.
static LINEAR: LazyLock<[u32; 256]> = LazyLock::new(|| {
    std::array::from_fn(|value| {
        let share = value as f64 / 255.0;
        let light = if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        };
        (light * 65535.0).round() as u32
    })
});

fn linear(color: Color32) -> [u32; 3] {
    [color.r(), color.g(), color.b()].map(|value| LINEAR[usize::from(value)])
}

/// The written value whose light comes nearest.
fn written(light: u32) -> u8 {
    let above = LINEAR.partition_point(|known| *known < light).min(255);
    let below = above.saturating_sub(1);
    if light - LINEAR[below] < LINEAR[above] - light {
        below as u8
    } else {
        above as u8
    }
}

/// Corners in 256ths of a pixel.
type Corner = [i64; 2];

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            pixels: vec![[0; 3]; width * height],
        }
    }

    fn mesh(&mut self, mesh: &Mesh, clip: Rect, points: f32, texture: &ColorImage) {
        for corners in mesh.indices.chunks(3) {
            let corners = [corners[0], corners[1], corners[2]];
            let corners = corners.map(|index| mesh.vertices[index as usize]);
            self.triangle(corners, clip, points, texture);
        }
    }

    fn triangle(&mut self, mut of: [Vertex; 3], clip: Rect, points: f32, texture: &ColorImage) {
        let fixed = |vertex: &Vertex| -> Corner {
            [vertex.pos.x, vertex.pos.y].map(|at| (at * points * 256.0).round() as i64)
        };
        let mut at = [fixed(&of[0]), fixed(&of[1]), fixed(&of[2])];
        let area = edge(at[0], at[1], at[2]);
        if area == 0 {
            return;
        }
        if area < 0 {
            at.swap(1, 2);
            of.swap(1, 2);
        }
        let area = area.abs();
        let (columns, rows) = self.reach(&at, clip);
        for row in rows {
            for column in columns.clone() {
                let here = [column as i64 * 256 + 128, row as i64 * 256 + 128];
                let shares = [
                    edge(at[1], at[2], here),
                    edge(at[2], at[0], here),
                    edge(at[0], at[1], here),
                ];
                let inside = (0..3).all(|side| {
                    shares[side] > 0
                        || shares[side] == 0 && is_top_left(at[(side + 1) % 3], at[(side + 2) % 3])
                });
                if inside {
                    let color = shade(&of, shares, area, texture);
                    self.blend(row * self.width + column, color);
                }
            }
        }
    }

    /// The columns and rows whose middles may lie inside.
    fn reach(
        &self,
        at: &[Corner; 3],
        clip: Rect,
    ) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let range = |axis: usize, from: f32, to: f32, end: usize| {
            let low = at.iter().map(|corner| corner[axis]).min().unwrap() / 256;
            let high = at.iter().map(|corner| corner[axis]).max().unwrap() / 256 + 1;
            let low = low.max(from.round() as i64).clamp(0, end as i64);
            let high = high.min(to.round() as i64).clamp(low, end as i64);
            low as usize..high as usize
        };
        (
            range(0, clip.left(), clip.right(), self.width),
            range(1, clip.top(), clip.bottom(), self.height),
        )
    }

    fn blend(&mut self, index: usize, color: [u32; 4]) {
        if color == [0; 4] {
            return;
        }
        let alpha = color[3];
        let pixel = &mut self.pixels[index];
        for channel in 0..3 {
            let light = LINEAR[color[channel] as usize];
            pixel[channel] = (light + pixel[channel] * (255 - alpha) / 255).min(65535);
        }
    }

    fn finish(self) -> Picture {
        let pixels = self.pixels.iter().map(|lights| lights.map(written));
        Picture {
            width: self.width,
            height: self.height,
            pixels: pixels.collect(),
        }
    }
}

/// Twice the area of a triangle; positive if it turns clockwise on the screen.
fn edge(a: Corner, b: Corner, c: Corner) -> i64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

/// An edge that two triangles share belongs to one of them.
fn is_top_left(from: Corner, to: Corner) -> bool {
    to[1] < from[1] || to[1] == from[1] && to[0] > from[0]
}

/// The colour at a point inside, as written, premultiplied.
fn shade(of: &[Vertex; 3], shares: [i64; 3], area: i64, texture: &ColorImage) -> [u32; 4] {
    let mix = |values: [i64; 3]| {
        let sum: i64 = (0..3).map(|corner| values[corner] * shares[corner]).sum();
        (sum + area / 2) / area
    };
    let texel = |axis: usize| {
        let size = texture.size[axis] as i64;
        let place = |vertex: &Vertex| {
            let uv = [vertex.uv.x, vertex.uv.y][axis];
            (f64::from(uv) * size as f64 * 256.0).round() as i64
        };
        let at = mix([place(&of[0]), place(&of[1]), place(&of[2])]);
        at.div_euclid(256).clamp(0, size - 1) as usize
    };
    let (column, row) = (texel(0), texel(1));
    let texel = texture.pixels[row * texture.size[0] + column].to_array();
    let colors = of.each_ref().map(|vertex| vertex.color.to_array());
    std::array::from_fn(|channel| {
        let vertex = mix(colors.map(|color| i64::from(color[channel])));
        (vertex as u32 * u32::from(texel[channel]) + 127) / 255
    })
}

impl Picture {
    /// Half as wide and high; each pixel is the mean of four.
    pub(super) fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let pixels = (0..width * height).map(|index| {
            let (column, row) = (index % width * 2, index / width * 2);
            let four = [(0, 0), (1, 0), (0, 1), (1, 1)]
                .map(|(right, down)| self.pixels[(row + down) * self.width + column + right]);
            std::array::from_fn(|channel| {
                let sum: u32 = four
                    .iter()
                    .map(|pixel| LINEAR[usize::from(pixel[channel])])
                    .sum();
                written(sum / 4)
            })
        });
        Self {
            width,
            height,
            pixels: pixels.collect(),
        }
    }

    /// Writes it as a PNG in full colour.
    pub(super) fn save(&self, path: &Path) {
        let file = std::fs::File::create(path).unwrap();
        let (width, height) = (self.width as u32, self.height as u32);
        let mut png = png::Encoder::new(std::io::BufWriter::new(file), width, height);
        png.set_color(png::ColorType::Rgb);
        let mut writer = png.write_header().unwrap();
        writer.write_image_data(self.pixels.as_flattened()).unwrap();
    }
}
