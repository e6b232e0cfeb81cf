// Paints a field of numbers on a canvas: by WebGL2 where there is one, else pixel by pixel.

import { colours, levels, type ColourMap } from "./field-colours";

export interface Picture {
  values: ArrayLike<number>;
  /** Columns and rows; values come row by row from the top. */
  width: number;
  height: number;
  low: number;
  high: number;
  map: ColourMap;
  /** Between samples, numbers are interpolated before they become colours. */
  smooth: boolean;
}

export interface Painter {
  paint(picture: Picture): void;
  dispose(): void;
}

/** The best painter that this canvas can have. */
export function painterFor(canvas: HTMLCanvasElement): Painter {
  const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, powerPreference: "low-power" });
  return gl ? new GlPainter(gl) : new PixelPainter(canvas);
}

const vertices = `#version 300 es
out vec2 place;
void main() {
  vec2 corner = vec2(float(gl_VertexID & 1) * 4.0 - 1.0, float(gl_VertexID >> 1) * 4.0 - 1.0);
  place = vec2(corner.x * 0.5 + 0.5, 0.5 - corner.y * 0.5);
  gl_Position = vec4(corner, 0.0, 1.0);
}`;

// R32F textures cannot be filtered everywhere, so the four neighbours are weighed here.
const fragments = `#version 300 es
precision highp float;
uniform highp sampler2D field;
uniform sampler2D colours;
uniform vec2 range;
uniform bool smoothly;
in vec2 place;
out vec4 colour;
float cell(ivec2 at, ivec2 size) { return texelFetch(field, clamp(at, ivec2(0), size - 1), 0).r; }
void main() {
  ivec2 size = textureSize(field, 0);
  vec2 at = place * vec2(size);
  float value;
  if (smoothly) {
    at -= 0.5;
    ivec2 first = ivec2(floor(at));
    vec2 part = at - floor(at);
    value = mix(mix(cell(first, size), cell(first + ivec2(1, 0), size), part.x),
                mix(cell(first + ivec2(0, 1), size), cell(first + ivec2(1, 1), size), part.x), part.y);
  } else {
    value = cell(ivec2(at), size);
  }
  float u = clamp((value - range.x) / (range.y - range.x), 0.0, 1.0);
  colour = vec4(texelFetch(colours, ivec2(int(u * ${levels - 1}.0 + 0.5), 0), 0).rgb, 1.0);
}`;

class GlPainter implements Painter {
  private readonly program: WebGLProgram;
  private readonly field: WebGLTexture;
  private readonly table: WebGLTexture;
  private map: ColourMap | null = null;
  private numbers = new Float32Array(0);

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.program = gl.createProgram();
    for (const [kind, source] of [[gl.VERTEX_SHADER, vertices], [gl.FRAGMENT_SHADER, fragments]] as const) {
      const shader = gl.createShader(kind)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(this.program, shader);
    }
    gl.linkProgram(this.program);
    gl.useProgram(this.program);
    gl.uniform1i(gl.getUniformLocation(this.program, "field"), 0);
    gl.uniform1i(gl.getUniformLocation(this.program, "colours"), 1);
    this.field = this.texture(gl.TEXTURE0);
    this.table = this.texture(gl.TEXTURE1);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  }

  paint(picture: Picture): void {
    const { gl } = this;
    if (gl.isContextLost()) return;
    if (this.map !== picture.map) {
      this.map = picture.map;
      gl.activeTexture(gl.TEXTURE1);
      gl.bindTexture(gl.TEXTURE_2D, this.table);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, levels, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, colours(picture.map));
    }
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.field);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, picture.width, picture.height, 0, gl.RED, gl.FLOAT, this.floats(picture));
    gl.uniform2f(gl.getUniformLocation(this.program, "range"), picture.low, picture.high);
    gl.uniform1i(gl.getUniformLocation(this.program, "smoothly"), picture.smooth ? 1 : 0);
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  dispose(): void {
    // Browsers allow only so many contexts at once; a page that is left gives its own back.
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }

  private floats({ values, width, height }: Picture): Float32Array {
    if (values instanceof Float32Array && values.length === width * height) return values;
    if (this.numbers.length !== width * height) this.numbers = new Float32Array(width * height);
    for (let i = 0; i < this.numbers.length; i++) this.numbers[i] = values[i] ?? 0;
    return this.numbers;
  }

  private texture(unit: number): WebGLTexture {
    const { gl } = this;
    const texture = gl.createTexture();
    gl.activeTexture(unit);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
    for (const edge of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, edge, gl.CLAMP_TO_EDGE);
    return texture;
  }
}

class PixelPainter implements Painter {
  private readonly small = document.createElement("canvas");

  constructor(private readonly canvas: HTMLCanvasElement) {}

  paint({ values, width, height, low, high, map, smooth }: Picture): void {
    const [context, inner] = [this.canvas.getContext("2d"), this.small.getContext("2d")];
    if (!context || !inner) return;
    [this.small.width, this.small.height] = [width, height];
    const image = inner.createImageData(width, height);
    const table = colours(map);
    for (let i = 0; i < width * height; i++) {
      const u = Math.min(1, Math.max(0, ((values[i] ?? 0) - low) / (high - low)));
      const index = 4 * Math.round((levels - 1) * (u || 0));
      image.data.set(table.subarray(index, index + 4), 4 * i);
    }
    inner.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = smooth;
    context.drawImage(this.small, 0, 0, this.canvas.width, this.canvas.height);
  }

  dispose(): void {}
}
