export default function Home() {
  return <h1>Paretoboard</h1>;
}
