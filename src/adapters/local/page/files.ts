/** A file chosen or dropped, as the API takes it. */
export type Attached = { name: string; size: number; base64: string };

/** In bytes before base64: what fits into one request of 25 MB. */
export const attachLimit = 18 * 1024 * 1024;

export function attached(file: File): Promise<Attached> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => {
      const url = String(reader.result);
      resolve({ name: file.name, size: file.size, base64: url.slice(url.indexOf(',') + 1) });
    };
    reader.readAsDataURL(file);
  });
}
