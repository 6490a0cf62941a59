package spending

import (
	"bytes"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/crmstream/crmstream/connectors"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// month is the time about which tests ask for all that is kept.
const month = (Days + 1) * 24 * time.Hour

// open returns books over a folder, and what they log.
func open(dir string) (*Books, *bytes.Buffer) {
	var log bytes.Buffer
	return Open(dir, slog.New(slog.NewTextHandler(&log, nil))), &log
}

// all returns all lines of a source.
func all(b *Books, source string) []Line {
	return b.Lines(source, time.Now().Add(-month), time.Now().Add(month))
}

func paid(n int) connectors.Cost { return connectors.Cost{Paid: n} }

func TestLinesAreByHourCallerAndClass(t *testing.T) {
	for _, dir := range []string{"", t.TempDir()} {
		synctest.Test(t, func(t *testing.T) {
			b, _ := open(dir)
			start := time.Now().UTC() // midnight
			warehouse, screen := Account{Source: "crm", Caller: "warehouse"}, Account{Source: "crm", Caller: "screen", Interactive: true}
			b.Add(warehouse, paid(1))
			b.Add(warehouse, connectors.Cost{Paid: 1, Shared: 2, Waited: time.Minute})
			b.Add(screen, connectors.Cost{Refused: 1})
			b.Add(Account{Source: "other", Caller: "screen"}, paid(9))
			time.Sleep(time.Hour)
			b.Add(Account{Source: "crm", Caller: "screen"}, paid(3))
			b.Add(screen, paid(4))
			hour := start.Add(time.Hour)
			want := []Line{
				{Hour: start, Account: screen, Cost: connectors.Cost{Refused: 1}},
				{Hour: start, Account: warehouse, Cost: connectors.Cost{Paid: 2, Shared: 2, Waited: time.Minute}},
				{Hour: hour, Account: Account{Source: "crm", Caller: "screen"}, Cost: paid(3)},
				{Hour: hour, Account: screen, Cost: paid(4)},
			}
			require.Equal(t, want, all(b, "crm"))
			require.Equal(t, want[2:], b.Lines("crm", hour, time.Now().Add(1)), "the hour that begins now")
			require.Equal(t, want[2:], b.Lines("crm", hour.Add(time.Minute), hour.Add(2*time.Minute)), "an hour of which a part is asked for")
			require.Equal(t, want[:2], b.Lines("crm", start, hour))
			require.Empty(t, b.Lines("crm", start.Add(-time.Hour), start))
			require.Empty(t, b.Lines("crm", hour.Add(time.Hour), hour.Add(month)))
			require.Empty(t, all(b, "nothing"))
			b.Close()
			if dir != "" {
				b, _ = open(dir)
			}
			require.Equal(t, want, all(b, "crm"))
		})
	}
}

// TestACrashLosesAMinute writes what was added more than a minute ago, and what comes after the crash beside that.
func TestACrashLosesAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		account := Account{Source: "crm"}
		for i := range 5 {
			b, log := open(dir)
			for range 60 {
				b.Add(account, paid(1))
				time.Sleep(time.Second)
			}
			synctest.Wait()
			b.Add(account, paid(100)) // less than a minute before the crash
			kept := all(b, "crm")
			require.Equal(t, 60*(i+1)+100, kept[0].Paid)
			b.mu.Lock()
			b.closed = true // it writes nothing any more
			b.timer.Stop()
			b.mu.Unlock()
			require.Empty(t, log.String())
			again, _ := open(dir)
			require.Equal(t, 60*(i+1), all(again, "crm")[0].Paid)
		}
	})
}

// TestDaysAreKeptForAMonth adds for two months, with a restart now and then, and never has more in memory than a day or two.
func TestDaysAreKeptForAMonth(t *testing.T) {
	for _, dir := range []string{"", t.TempDir()} {
		synctest.Test(t, func(t *testing.T) {
			b, log := open(dir)
			for i := range 60 {
				b.Add(Account{Source: "crm"}, paid(1))
				time.Sleep(24 * time.Hour)
				synctest.Wait()
				if dir != "" && i%7 == 0 {
					b.Close()
					b, _ = open(dir)
				}
				if dir != "" {
					require.LessOrEqual(t, len(b.days), 2)
				}
			}
			b.Add(Account{Source: "crm"}, paid(1))
			b.Close()
			require.Len(t, all(b, "crm"), Days+1, "and today")
			require.Empty(t, log.String())
			if dir == "" {
				require.Len(t, b.days, Days+1)
				return
			}
			files, err := os.ReadDir(dir)
			require.NoError(t, err)
			require.Len(t, files, Days+1)
		})
	}
}

// TestFilesAreReadLeniently has a file with lines that are none, of which the others stay.
func TestFilesAreReadLeniently(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, "2000-01-01.jsonl")
		good := `{"hour":"2000-01-01T00:00:00Z","source":"crm","class":"bulk","paid":2,"waited":1.5,"of a version to come":1}` + "\n"
		for _, bad := range []string{
			`{"hour":"2000-01-01T00:00:00Z","source":"crm","cla`,
			"\n",
			"\x00\x00\x00",
			`[]` + "\n",
			`{"hour":"2000-01-02T00:00:00Z","source":"crm","class":"bulk","paid":1}` + "\n",
			`{"hour":"2000-01-01T00:30:00Z","source":"crm","class":"bulk","paid":1}` + "\n",
			`{"hour":"2000-01-01T00:00:00Z","class":"bulk","paid":1}` + "\n",
			`{"hour":"2000-01-01T00:00:00Z","source":"crm","class":"other","paid":1}` + "\n",
			`{"hour":"2000-01-01T00:00:00Z","source":"crm","class":"bulk","paid":-1}` + "\n",
			`{"hour":"2000-01-01T00:00:00Z","source":"crm","class":"bulk","waited":1e300}` + "\n",
		} {
			require.NoError(t, os.WriteFile(path, []byte(good+good+bad), 0o600))
			b, log := open(dir)
			require.Equal(t, connectors.Cost{Paid: 4, Waited: 3 * time.Second}, all(b, "crm")[0].Cost, bad)
			require.Contains(t, log.String(), "lines=1")
			b.Add(Account{Source: "crm"}, paid(1))
			b.Close()
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, `{"hour":"2000-01-01T00:00:00Z","source":"crm","class":"bulk","paid":5,"waited":3}`+"\n", string(text))
		}
	})
}

// TestADiskThatFailsLosesNothing writes again a minute later, and keeps what the file had.
func TestADiskThatFailsLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "spending")
		b, log := open(dir)
		b.Add(Account{Source: "crm"}, paid(1))
		time.Sleep(90 * time.Second)
		synctest.Wait()
		require.Contains(t, log.String(), "cannot be written")
		require.Equal(t, 1, all(b, "crm")[0].Paid)
		require.NoError(t, os.Mkdir(dir, 0o700))
		time.Sleep(time.Minute)
		synctest.Wait()
		again, _ := open(dir)
		require.Equal(t, 1, all(again, "crm")[0].Paid)

		path := filepath.Join(dir, "2000-01-01.jsonl")
		require.NoError(t, os.Rename(path, path+".away"))
		require.NoError(t, os.Mkdir(path, 0o700)) // which cannot be read
		again.Add(Account{Source: "crm"}, paid(5))
		time.Sleep(90 * time.Second)
		synctest.Wait()
		require.NoError(t, os.Remove(path))
		require.NoError(t, os.Rename(path+".away", path))
		again.Close()
		require.Equal(t, 6, all(again, "crm")[0].Paid)
		b.Close()
	})
}

// TestSumsHoldWhileOthersAsk adds from many, with days that begin and those who ask meanwhile.
func TestSumsHoldWhileOthersAsk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, _ := open(t.TempDir())
		var group sync.WaitGroup
		for i := range 20 {
			group.Go(func() {
				random := rand.New(rand.NewPCG(uint64(i), 1))
				for range 200 {
					b.Add(Account{Source: "crm", Caller: strings.Repeat("x", i%4), Interactive: i%2 == 0}, paid(1))
					time.Sleep(time.Duration(random.Int64N(int64(30 * time.Minute))))
					if random.IntN(20) == 0 {
						all(b, "crm")
					}
				}
			})
		}
		group.Wait()
		b.Close()
		sum := 0
		for _, line := range all(b, "crm") {
			sum += line.Paid
		}
		require.Equal(t, 20*200, sum)
	})
}
