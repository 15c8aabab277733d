// Frames of the long connection: package pbbp2, proto2, as documented.

import protobuf from 'protobufjs';

const { root } = protobuf.parse(
  `
  syntax = "proto2";
  package pbbp2;
  message Header { required string key = 1; required string value = 2; }
  message Frame {
    required uint64 SeqID = 1; required uint64 LogID = 2; required int32 service = 3; required int32 method = 4;
    repeated Header headers = 5; optional string payload_encoding = 6; optional string payload_type = 7;
    optional bytes payload = 8; optional string LogIDNew = 9;
  }`,
  { keepCase: true },
);
const Type = root.lookupType('pbbp2.Frame');

export type Frame = {
  method: 'control' | 'data';
  service: number;
  headers: Record<string, string>;
  payload: Buffer;
};

export function encode({ method, service, headers, payload }: Frame): Uint8Array {
  return Type.encode(
    Type.create({
      SeqID: 1,
      LogID: 1,
      service,
      method: method === 'control' ? 0 : 1,
      headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
      payload,
    }),
  ).finish();
}

export function decode(bytes: Uint8Array): Frame {
  const frame = Type.toObject(Type.decode(bytes), { longs: Number, bytes: Array }) as {
    service: number;
    method: number;
    headers?: { key: string; value: string }[];
    payload?: number[];
  };
  return {
    method: frame.method === 0 ? 'control' : 'data',
    service: frame.service,
    headers: Object.fromEntries((frame.headers ?? []).map(({ key, value }) => [key, value])),
    payload: Buffer.from(frame.payload ?? []),
  };
}
