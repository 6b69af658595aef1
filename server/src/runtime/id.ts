import { v7 } from 'uuid';

/** An id made by the application and ordered by time (UUID version 7). */
export function uuidv7(): string {
  return v7();
}
